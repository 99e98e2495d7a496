/** What to say, and what to try, when a descent stops by itself. */
import type { Stop } from './engine.ts'
import { formatNumber } from './format.ts'

/** One or two sentences: the step, the value, the cause, what to try. */
export function adviceFor(stop: Stop, lr: number, name: string): string {
  const value = formatNumber(stop.value)
  const what = {
    NaN: `the loss became NaN`,
    infinite: `the loss became ${value}`,
    diverged: `the loss grew to ${value}: the descent diverges`,
  }[stop.reason]
  const remedy =
    stop.reason === 'diverged' && stop.value < 0
      ? `\`${name}\` may have no minimum: it falls without end here.`
      : `Go back() and set a smaller learning rate, e.g. set({ lr: ${formatNumber(lr / 10)} }), or clip the gradient with descent.clipNorm.`
  return `Stopped at step ${stop.step}: ${what}. ${remedy}`
}
