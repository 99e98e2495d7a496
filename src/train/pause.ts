import { stopSignal } from '../display.ts'

/** How long a loop may hold the event loop, in milliseconds: Stop is felt within twice this time. */
const limit = 60

/**
 * Lets other work in (a Stop, a slider, a display) by time rather than by step: `due()` says when, `wait()` does it.
 * In a notebook `wait` fails with the signal's reason once the cell is stopped.
 */
export class Pause {
  readonly #signal = stopSignal()
  #last = performance.now()

  due(): boolean {
    return performance.now() - this.#last >= limit
  }

  async wait(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    this.check()
    this.#last = performance.now()
  }

  check(): void {
    if (this.#signal?.aborted) throw this.#signal.reason
  }

  /** How many steps to make at once, from the seconds that one takes. */
  stepsAtOnce(secondsPerStep: number | undefined): number {
    if (secondsPerStep === undefined) return 1
    return Math.max(1, Math.floor((limit * 0.9) / 1000 / Math.max(secondsPerStep, 1e-7)))
  }
}
