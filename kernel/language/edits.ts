/** Text edits that know where each place of the old text went: the compiler inserts `$.` and keeps positions exact. */

interface Edit {
  start: number
  end: number
  text: string
}

export class Edits {
  readonly #edits: Edit[] = []

  /** Inserts before what stands at `position`; several at one place keep the order of the calls. */
  insert(position: number, text: string): void {
    this.#edits.push({ start: position, end: position, text })
  }

  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text })
  }

  remove(start: number, end: number): void {
    this.replace(start, end, '')
  }

  /** The new text, and a function from places of the old text to places of the new. */
  apply(text: string): { text: string; locate: (position: number) => number } {
    // Array.prototype.sort is stable: edits at one place stay in order.
    const edits = this.#edits.sort((a, b) => a.start - b.start)
    const starts: number[] = []
    const places: number[] = []
    const lengths: number[] = []
    let out = ''
    let at = 0
    for (const edit of edits) {
      if (edit.start < at)
        throw new Error(`Expected edits that do not overlap, found one at ${edit.start} before ${at}.`)
      out += text.slice(at, edit.start)
      starts.push(edit.start)
      places.push(out.length)
      out += edit.text
      lengths.push(edit.end - edit.start)
      at = edit.end
    }
    out += text.slice(at)
    const locate = (position: number): number => {
      let low = 0
      let high = starts.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((starts[middle] as number) < position) low = middle + 1
        else high = middle
      }
      // The first edit at this very place: what was inserted there belongs to what stands there.
      if (low < starts.length && starts[low] === position) return places[low] as number
      if (low === 0) return position
      const before = edits[low - 1] as Edit
      const place = places[low - 1] as number
      if (position < before.end) return place
      return place + before.text.length + (position - before.end)
    }
    return { text: out, locate }
  }
}
