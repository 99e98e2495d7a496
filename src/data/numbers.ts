/** Checks of numeric options, shared by data and models: what was expected, what was found. */
import { expected } from '../errors.ts'

/** A whole number of at least `least`, else a sentence. */
export function wholeNumber(name: string, value: unknown, least = 1, remedy = ''): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
    throw expected(`\`${name}\` to be a whole number ≥ ${least}`, value, remedy)
  }
  return value
}

/** A finite number, else a sentence. */
export function finite(name: string, value: unknown, remedy = ''): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw expected(`\`${name}\` to be a finite number`, value, remedy)
  }
  return value
}

/** A number ≥ 0, else a sentence. */
export function notNegative(name: string, value: unknown, remedy = ''): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw expected(`\`${name}\` to be a number ≥ 0`, value, remedy)
  }
  return value
}

/** A number with low ≤ value < high (`share` of something), else a sentence. */
export function within(name: string, value: unknown, low: number, high: number, remedy = ''): number {
  if (typeof value !== 'number' || !(value >= low) || !(value < high)) {
    throw expected(`\`${name}\` to be a number in [${low}, ${high})`, value, remedy)
  }
  return value
}
