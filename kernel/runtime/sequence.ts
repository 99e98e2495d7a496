/**
 * Keeps the order of what a cell shows: a display whose content takes time (a figure that draws itself, say) holds back
 * what the cell prints and shows after it, for a moment.
 */

/** What waits is let go out of order when it holds more than this (characters). */
const largest = 4 << 20

interface Lane {
  /** What follows the latest display. */
  waiting: (() => void)[]
  /** The same of every display that is still being made, in order. */
  held: (() => void)[][]
  size: number
  pending: number
  tail: Promise<void>
  /** Resolves `settled` early. */
  letGo: () => void
  given: Promise<void>
}

export class Sequence {
  readonly #lanes = new Map<number, Lane>()

  /** Runs `act` now, or after the displays of its cell that are still being made. */
  follow(cell: number, act: () => void, size = 0): void {
    const lane = this.#lanes.get(cell)
    if (!lane) {
      act()
      return
    }
    lane.waiting.push(act)
    lane.size += size
    if (lane.size > largest) this.#release(lane)
  }

  /** `act` follows when the promise is settled, in the order of the calls; it must not reject. */
  after<T>(cell: number, promise: Promise<T>, act: (value: T) => void): void {
    let lane = this.#lanes.get(cell)
    if (!lane) {
      let letGo!: () => void
      const given = new Promise<void>((resolve) => {
        letGo = resolve
      })
      lane = { waiting: [], held: [], size: 0, pending: 0, tail: Promise.resolve(), letGo, given }
      this.#lanes.set(cell, lane)
    }
    const { waiting } = lane
    const mine: (() => void)[] = []
    lane.waiting = mine
    lane.held.push(mine)
    lane.pending += 1
    const before = lane.tail
    const own = lane
    lane.tail = (async () => {
      await before
      const value = await promise
      for (const held of waiting.splice(0)) held()
      act(value)
      own.pending -= 1
      if (own.pending > 0) return
      for (const held of mine.splice(0)) held()
      this.#lanes.delete(cell)
    })()
  }

  /** When nothing of the cell waits any more. */
  async settled(cell: number): Promise<void> {
    for (let lane = this.#lanes.get(cell); lane; lane = this.#lanes.get(cell)) {
      let early = false
      await Promise.race([lane.tail, lane.given.then(() => (early = true))])
      if (early) return
    }
  }

  /** Lets go what waits for displays that are still being made; these come when they are there. */
  letGo(cell: number): void {
    const lane = this.#lanes.get(cell)
    if (!lane) return
    for (const held of lane.held) for (const act of held.splice(0)) act()
    lane.letGo()
  }

  #release(lane: Lane): void {
    lane.size = 0
    for (const held of lane.waiting.splice(0)) held()
  }
}
