/** A dataset as plain float64 rows: what the objectives compute with. */
import { describe, expected } from '../../errors.ts'

/** Rows of inputs and their targets: a Dataset, or arrays. */
export interface SampleSet {
  readonly x: Numbers
  readonly y: Numbers
  readonly featureNames?: readonly string[]
}

type Numbers =
  | readonly number[]
  | readonly (readonly number[])[]
  | { readonly shape: readonly number[]; dataSync(): ArrayLike<number> }

export interface Rows {
  readonly size: number
  readonly features: number
  /** Row by row, size × features. */
  readonly x: Float64Array
  readonly y: Float64Array
  readonly names: readonly string[]
}

/** Reads a set; the targets must be one number a row. */
export function rowsOf(set: SampleSet): Rows {
  if (!set || typeof set !== 'object' || !('x' in set) || !('y' in set)) {
    throw expected('a dataset { x, y }', set, 'For example data.line(), or { x: [1, 2, 3], y: [2, 4, 6] }.')
  }
  const x = flat(set.x, 'x')
  const y = flat(set.y, 'y')
  if (y.width !== 1) throw expected('`y` to have one number a row', describe(set.y))
  if (x.size !== y.size) throw expected(`as many targets as inputs (${x.size})`, y.size)
  const names = set.featureNames ?? Array.from({ length: x.width }, (_, i) => (x.width === 1 ? 'x' : `x${i + 1}`))
  return { size: x.size, features: x.width, x: x.values, y: y.values, names }
}

function flat(numbers: Numbers, name: string): { values: Float64Array; size: number; width: number } {
  if (numbers && typeof numbers === 'object' && 'dataSync' in numbers) {
    const [size = 0, ...rest] = numbers.shape
    return finite(
      Float64Array.from(numbers.dataSync()),
      size,
      rest.reduce((a, b) => a * b, 1),
      name,
    )
  }
  if (!Array.isArray(numbers) || numbers.length === 0)
    throw expected(`\`${name}\` to be a tensor or an array of numbers`, numbers)
  const rows = (numbers as readonly (number | readonly number[])[]).map((row) =>
    typeof row === 'number' ? [row] : row,
  )
  const width = rows[0]!.length
  if (rows.some((row) => row.length !== width))
    throw expected(`every row of \`${name}\` to have ${width} numbers`, numbers)
  return finite(Float64Array.from(rows.flat()), rows.length, width, name)
}

function finite(values: Float64Array, size: number, width: number, name: string) {
  const bad = values.findIndex((v) => !Number.isFinite(v))
  if (bad >= 0)
    throw expected(
      `\`${name}\` to hold finite numbers`,
      values[bad],
      `It is in row ${Math.floor(bad / width)}. Leave such rows out, or fill them: \`data.clean\`.`,
    )
  return { values, size, width }
}
