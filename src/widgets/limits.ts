/** What limits a number that a widget holds: its range, its step. */
import { expected } from '../errors.ts'

/** Fails unless both are finite numbers and max is above min. */
export function checkRange(min: unknown, max: unknown): void {
  checkFinite('min', min)
  checkFinite('max', max)
  if (!((min as number) < (max as number))) throw expected(`\`max\` to be above \`min\` (${min})`, max)
}

/** Fails unless it is a finite number. */
export function checkFinite(name: string, value: unknown): void {
  if (!Number.isFinite(value)) throw expected(`\`${name}\` to be a number`, value)
}

/** Fails unless it is a finite number > 0. */
export function checkStep(step: unknown): void {
  if (!Number.isFinite(step) || !((step as number) > 0)) throw expected('`step` to be a number > 0', step)
}

/** Whether it is a number, not text that looks like one, from min to max. */
export function isWithin(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max
}
