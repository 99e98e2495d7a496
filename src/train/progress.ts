import { type DisplayHandle, escapeHtml, kernel, type MimeBundle, show } from '../display.ts'

export interface ProgressState {
  readonly title: string
  /** Steps done and to do, over all epochs; `total` is 0 where nobody knows it yet. */
  readonly done: number
  readonly total: number
  /** e.g. 'epoch 3/10'. */
  readonly where: string
  readonly values: Readonly<Record<string, number>>
}

/**
 * One display with a bar, the numbers and the time that is left; at most ten updates a second.
 * In a notebook it shows by default; in plain Node it writes lines to stdout only when asked.
 */
export class Progress {
  readonly #enabled: boolean
  readonly #started = performance.now()
  #handle: DisplayHandle | undefined
  #last = Number.NEGATIVE_INFINITY
  #firstDone: number | undefined

  constructor(verbose: boolean | undefined) {
    this.#enabled = verbose ?? kernel.display !== undefined
  }

  /** Draws, unless the last drawing is less than 100 ms ago. */
  update(state: ProgressState): void {
    if (!this.#enabled) return
    const now = performance.now()
    this.#firstDone ??= state.done
    // In plain Node a line a second is enough.
    if (now - this.#last < (kernel.display ? 100 : 1000)) return
    this.#last = now
    this.#draw(state, this.#left(state, now))
  }

  /** The last state, always drawn: a saved notebook holds this one. */
  finish(state: ProgressState, note = ''): void {
    if (!this.#enabled) return
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1)
    this.#draw(state, `${seconds} s${note ? `, ${note}` : ''}`)
  }

  #left({ done, total }: ProgressState, now: number): string {
    const made = done - this.#firstDone!
    if (made <= 0 || !total) return ''
    const seconds = ((now - this.#started) / 1000 / made) * (total - done)
    return seconds < 90 ? `${Math.ceil(seconds)} s left` : `${Math.ceil(seconds / 60)} min left`
  }

  #draw(state: ProgressState, time: string): void {
    const bundle = progressBundle(state, time)
    if (!kernel.display) process.stdout.write(`${bundle['text/plain']}\n`)
    else if (this.#handle) this.#handle.update(bundle, { raw: true })
    else this.#handle = show(bundle, { raw: true })
  }
}

/** The display of a progress, as HTML and as one line of text. */
export function progressBundle(state: ProgressState, time: string): MimeBundle {
  const { title, done, total, where, values } = state
  const numbers = Object.entries(values).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
  const parts = [where, ...numbers, time].filter(Boolean)
  const extent = total ? ` value="${done}" max="${total}"` : ''
  const bar = `<progress${extent} style="width:16em;vertical-align:middle"></progress>`
  const filled = total ? Math.round((20 * done) / total) : 0
  return {
    'text/html': `<div role="status">${escapeHtml(title)} ${bar} ${escapeHtml(parts.join(' · '))}</div>`,
    'text/plain': `${title} ${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${parts.join(' · ')}`,
  }
}
