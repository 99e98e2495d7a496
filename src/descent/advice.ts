/** What to say, and what to try, when a descent stops by itself. */
import type { Stop } from './engine.ts'
import { formatNumber } from './format.ts'

/** One or two sentences: the step, the value, the cause, what to try. */
export function adviceFor(stop: Stop, lr: number, name: string): string {
  const value = formatNumber(stop.value)
  const became = `became ${stop.reason === 'NaN' ? 'NaN' : value}`
  const what = {
    loss: stop.reason === 'diverged' ? `the loss grew to ${value}: the descent diverges` : `the loss ${became}`,
    gradient: `the gradient ${became}`,
    parameters: `a parameter ${became}`,
  }[stop.of ?? 'loss']
  return `Stopped at step ${stop.step}: ${what}. ${remedyFor(stop, lr, name)}`
}

function remedyFor(stop: Stop, lr: number, name: string): string {
  if (stop.reason === 'diverged' && stop.value < 0) return `\`${name}\` may have no minimum: it falls without end here.`
  const smaller = `Go back() and set a smaller learning rate, e.g. set({ lr: ${formatNumber(lr / 10)} })`
  if (stop.of === 'gradient') return `${smaller}, or look at the gradient there with descent.checkGradient.`
  return `${smaller}, or clip the gradient with descent.clipNorm.`
}
