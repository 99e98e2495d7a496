/** Running synchronous cell code so that Stop ends it, wherever it is. */
import { isNativeError } from 'node:util/types'
import { Script } from 'node:vm'
import type { Shared } from './shared.ts'

/** What a stopped cell fails with. */
export class KeyboardInterrupt extends Error {
  override name = 'KeyboardInterrupt'

  constructor() {
    super('The cell was stopped; its variables are kept.')
  }
}

const holder = globalThis as unknown as Record<symbol, (() => unknown) | undefined>
const slots = Symbol.for('gradlab.runtime.call')
// `breakOnSigint` covers what a vm script calls: this script calls whatever is put in its slot.
const script = new Script("globalThis[Symbol.for('gradlab.runtime.call')]()", { filename: 'node:gradlab' })

let isCalling = false

function isInterruption(error: unknown): boolean {
  // Only what Node itself throws is asked: a cell may throw an object that throws when it is asked.
  return isNativeError(error) && (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
}

/**
 * Calls a function; an interrupt ends it with a KeyboardInterrupt, also inside a library or an endless loop.
 * What the function leaves to run later (promises, timers) is not covered.
 */
export function callInterruptibly<T>(shared: Shared, call: () => T): T {
  // Inside such a call already (a cell that loads a module, say): the outer one covers it.
  if (isCalling) return call()
  isCalling = true
  let result: T
  Object.defineProperty(holder, slots, {
    configurable: true,
    value: () => {
      shared.arm()
      try {
        // Stop was pressed after the cell had begun, but before its code did: no signal was raised for it.
        if (shared.flag[0] === 1) throw new KeyboardInterrupt()
        result = call()
      } finally {
        shared.disarm()
      }
    },
  })
  try {
    script.runInThisContext({ breakOnSigint: true })
    return result!
  } catch (error) {
    if (isInterruption(error)) throw new KeyboardInterrupt()
    throw error
  } finally {
    shared.reset()
    delete holder[slots]
    isCalling = false
  }
}
