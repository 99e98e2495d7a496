/** The path of a descent as a film: the same output, drawn again and again from the start to the present point. */
import { setTimeout as delay } from 'node:timers/promises'
import { displaySymbol, show, stopSignal } from '../display.ts'
import { checkOptions, expected } from '../errors.ts'
import type { Descent } from './stepper.ts'

export interface AnimateOptions {
  /** Pictures drawn, the first and the last with them. @default 24 */
  frames?: number
  /** How long it plays. @default 4 */
  seconds?: number
}

/** Plays the path; in plain Node there is nothing to play on, and nothing happens. */
export async function animate(descent: Descent, options: AnimateOptions = {}): Promise<void> {
  checkOptions('`animate`', options, ['frames', 'seconds'])
  const { frames = 24, seconds = 4 } = options
  if (!Number.isSafeInteger(frames) || frames < 2) throw expected('`frames` to be a whole number ≥ 2', frames)
  if (!(seconds >= 0 && seconds < Infinity)) throw expected('`seconds` to be a number ≥ 0', seconds)
  const end = descent.index
  const film = descent.fork().back(end)
  const handle = show(await film[displaySymbol](), { raw: true })
  if (!handle) return
  const signal = stopSignal()
  for (let frame = 1; frame < frames; frame++) {
    const due = performance.now() + (seconds * 1000) / (frames - 1)
    film.step(Math.round((end * frame) / (frames - 1)) - film.index)
    handle.update(await film[displaySymbol](), { raw: true })
    await delay(Math.max(0, due - performance.now()), undefined, signal && { signal })
  }
}
