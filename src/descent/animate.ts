/** The path of a descent as a film: the same output, drawn again and again from the start to the present point. */
import { setTimeout as delay } from 'node:timers/promises'
import { displaySymbol, type MimeBundle, show, stopSignal } from '../display.ts'
import { expected } from '../errors.ts'
import { requireOptions } from './inputs.ts'
import type { Descent } from './stepper.ts'

export interface AnimateOptions {
  /** Pictures drawn, the first and the last with them. @default 24 */
  frames?: number
  /** How long it plays. @default 4 */
  seconds?: number
}

/** Plays the path; in plain Node there is nothing to play on, and nothing happens. */
export async function animate(descent: Descent, options?: AnimateOptions): Promise<void> {
  const end = descent.index
  const picture = (index: number) => {
    const then = index < end ? descent.fork().back(end - index) : descent
    return then[displaySymbol]()
  }
  return play(end, picture, options)
}

/**
 * Shows the pictures of steps 0 to `end`, one after another in one output.
 * @param picture of a step; asked for in rising order
 */
export async function play(
  end: number,
  picture: (index: number) => MimeBundle | Promise<MimeBundle>,
  options: AnimateOptions = {},
): Promise<void> {
  requireOptions('`animate`', options, ['frames', 'seconds'], '{ seconds: 2 }')
  const { frames = 24, seconds = 4 } = options
  if (!Number.isSafeInteger(frames) || frames < 2) throw expected('`frames` to be a whole number ≥ 2', frames)
  if (!(seconds >= 0 && seconds < Infinity)) throw expected('`seconds` to be a number ≥ 0', seconds)
  const handle = show(await picture(0), { raw: true })
  if (!handle) return
  const signal = stopSignal()
  for (let frame = 1; frame < frames; frame++) {
    const due = performance.now() + (seconds * 1000) / (frames - 1)
    handle.update(await picture(Math.round((end * frame) / (frames - 1))), { raw: true })
    await delay(Math.max(0, due - performance.now()), undefined, signal && { signal })
  }
}
