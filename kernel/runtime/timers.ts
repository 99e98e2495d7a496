/** Timers of a stopped cell have no effect any more, as far as its own code started them (libraries keep theirs). */
import { isKept } from './cells.ts'
import { callerFile } from './errors/stack.ts'
import { runs } from './run.ts'

type Callback = (...parts: unknown[]) => void
type Starter = (callback: Callback, ...rest: unknown[]) => unknown

function guarded(start: Starter): Starter {
  const starter = (callback: Callback, ...rest: unknown[]) => {
    const run = runs.getStore()
    if (!run || typeof callback !== 'function' || !isKept(callerFile(starter))) return start(callback, ...rest)
    // What a stopped cell starts to clean up after itself may still happen, until its time for that is over.
    const isCleaning = run.stopped
    return start(
      (...parts) => {
        if (isCleaning ? !run.frozen : !run.stopped) callback(...parts)
      },
      ...rest,
    )
  }
  // `util.promisify(setTimeout)` and the like go on working.
  return Object.defineProperties(starter, Object.getOwnPropertyDescriptors(start))
}

export function guardTimers(): void {
  const globals = globalThis as unknown as Record<string, Starter>
  for (const name of ['setTimeout', 'setInterval', 'setImmediate']) globals[name] = guarded(globals[name]!)
}
