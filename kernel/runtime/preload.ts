/**
 * Loads gradlab, and with it TensorFlow, while the reader is still reading: the first `import … from 'gradlab'` then
 * finds it there. Loading blocks the thread, so it waits until the child has been idle for a while.
 */
import type { Loader } from './loader/loader.ts'

/** How long the child has to be idle before the loading begins (ms): before the first cell, and after any. */
const patience = { start: 2500, later: 1000 }

export class Preload {
  readonly #loader: Loader
  #timer: NodeJS.Timeout | undefined
  #quiet = patience.start
  #isDone = process.env.GRADLAB_PRELOAD === 'off'

  constructor(loader: Loader) {
    this.#loader = loader
  }

  /** The child has nothing to do. */
  idle(): void {
    this.busy()
    if (this.#isDone) return
    this.#timer = setTimeout(() => {
      this.#isDone = true
      // A failure is told to the cell that imports it.
      this.#loader.load('gradlab').catch(() => {})
    }, this.#quiet)
    this.#timer.unref()
    this.#quiet = patience.later
  }

  /** A cell came. */
  busy(): void {
    clearTimeout(this.#timer)
  }
}
