/**
 * Loads gradlab, and with it TensorFlow, while the reader is still reading: the first `import … from 'gradlab'` then
 * finds it there. Loading blocks the thread, so it waits until the child has been idle for a while. Once a cell has asked for
 * `plot`, the thread that draws static pictures is started the same way, so that the first figure need not wait for it.
 */
import type { Loader } from './loader/loader.ts'

/** How long the child has to be idle before the loading begins (ms): before the first cell, and after any. */
const patience = { start: 2500, later: 1000 }

/** Where gradlab leaves the function that starts its drawing thread. */
const pictures = Symbol.for('gradlab.pictures')

/** Whether a cell takes `plot` from gradlab. */
const takesPlot = (code: string) => /import\s*\{[^{}]*\bplot\b[^{}]*\}\s*from\s*['"]gradlab['"]/.test(code)

export class Preload {
  readonly #loader: Loader
  #timer: NodeJS.Timeout | undefined
  #quiet = patience.start
  #isDone = process.env.GRADLAB_PRELOAD === 'off'

  /** Whether figures are to be expected. */
  #figures = false

  constructor(loader: Loader) {
    this.#loader = loader
  }

  /** The child has nothing to do. */
  idle(): void {
    this.busy()
    if (this.#isDone && !this.#figures) return
    this.#timer = setTimeout(() => {
      if (this.#figures) {
        this.#figures = false
        ;(globalThis as Record<symbol, any>)[pictures]?.()
      }
      if (this.#isDone) return
      this.#isDone = true
      // A failure is told to the cell that imports it.
      this.#loader.load('gradlab').catch(() => {})
    }, this.#quiet)
    this.#timer.unref()
    this.#quiet = patience.later
  }

  /** A cell came. */
  busy(code = ''): void {
    clearTimeout(this.#timer)
    if (takesPlot(code) && process.env.GRADLAB_PRELOAD !== 'off') this.#figures = true
  }
}
