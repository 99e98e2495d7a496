/** Columns with names: what histograms, bars and boxes take. */
import { expected } from '../errors.ts'
import { isColumn, isTensor, numbers, valuesOf } from './input.ts'

/** One column, or an object of named columns, as a list; a lone column has the name ''. */
export function namedColumns(value: unknown, what: string): { name: string; values: ArrayLike<number> }[] {
  if (isColumn(value)) return [{ name: '', values: flatNumbers(value, what) }]
  if (typeof value !== 'object' || value === null) {
    throw expected(`${what}: a column of numbers, or an object of named columns`, value)
  }
  return Object.entries(value).map(([name, one]) => ({ name, values: flatNumbers(one, `\`${name}\``) }))
}

/** Numbers of any shape, flattened: a weight matrix is a bag of numbers to a histogram. */
export function flatNumbers(value: unknown, what: string): ArrayLike<number> {
  if (isTensor(value)) return valuesOf(value, what)
  if (Array.isArray(value) && Array.isArray(value[0])) return numbers(value.flat(5), what)
  return numbers(value, what)
}
