/** One run of a cell: who it is, whether it was stopped, and what of it is still going on. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { CellContext, RunRequest } from '../session/contract.ts'
import { KeyboardInterrupt } from './interrupt.ts'
import type { Shared } from './shared.ts'

/** How long after Stop the cell's own `finally` blocks may still await something (ms). */
const graceTime = 400

/** The run that the current code was started by, also in its timers, promises and event handlers. */
export const runs = new AsyncLocalStorage<Run>()

export class Run {
  readonly request: RunRequest
  readonly abort = new AbortController()
  /** Rejects when the cell is stopped and does not end by itself within the grace time. */
  readonly stoppedForGood: Promise<never>
  stopped = false
  /** The run has been stopped and its time to clean up is over. */
  frozen = false
  /** The value of the last expression statement, shown when the cell ends well. */
  value: unknown
  #waiting = new Set<(error: unknown) => void>()
  #deadline = 0
  /** Code of the run has been given the interruption to deal with. */
  #isTold = false
  #end!: (error: unknown) => void

  constructor(request: RunRequest) {
    this.request = request
    this.stoppedForGood = new Promise((_, reject) => {
      this.#end = reject
    })
    this.stoppedForGood.catch(() => {})
  }

  get cell(): number {
    return this.request.cell
  }

  /** Stop was pressed: everything that cell code of this run awaits fails, and its timers do not fire any more. */
  stop(): void {
    if (this.stopped) return
    this.stopped = true
    const error = new KeyboardInterrupt()
    this.abort.abort(error)
    this.#isTold = this.#waiting.size > 0
    for (const reject of this.#waiting) reject(error)
    this.#waiting.clear()
    this.#deadline = performance.now() + graceTime
    setTimeout(() => this.#freeze(), graceTime)
  }

  #freeze(): void {
    this.frozen = true
    this.#end(new KeyboardInterrupt())
  }

  /** `value`, or a rejection if Stop is pressed before it is there. */
  async await<T>(value: T | PromiseLike<T>): Promise<T> {
    if (this.stopped) {
      // Its catch and finally blocks have had their time: a loop that swallows the interruption ends here, also
      // where it leaves no turn for the timer.
      if (performance.now() > this.#deadline) this.#freeze()
      if (this.frozen) return new Promise<never>(() => {})
      if (this.#isTold) return value
      this.#isTold = true
      throw new KeyboardInterrupt()
    }
    if (!isThenable(value)) return value
    let cancel!: (error: unknown) => void
    try {
      return await new Promise<T>((resolve, reject) => {
        cancel = reject
        this.#waiting.add(reject)
        value.then(resolve, reject)
      })
    } finally {
      this.#waiting.delete(cancel)
    }
  }
}

function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return (
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    typeof (value as PromiseLike<T>).then === 'function'
  )
}

/** What the compiled code of a cell calls. */
export function cellContext(
  own: Run,
  shared: Shared,
  parts: Pick<CellContext, 'modules' | 'import' | 'require' | 'meta'>,
): CellContext {
  // A function of an earlier cell runs on behalf of the cell that called it.
  const running = () => runs.getStore() ?? own
  const stop = () => {
    const run = running()
    // A fresh interrupt (1) ends whatever reads it; a lasting one (2) only what belongs to a stopped run.
    if (shared.flag[0] === 1) run.stop()
    if (run.stopped) throw new KeyboardInterrupt()
  }
  return {
    ...parts,
    flag: shared.flag,
    stop: stop as () => never,
    await: (value) => {
      const run = running()
      if (shared.flag[0] === 1) run.stop()
      return run.await(value)
    },
    result: (value) => {
      own.value = value
    },
  }
}
