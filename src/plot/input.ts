/** What people have at hand, tensors, typed arrays, arrays, danfojs columns, as plain columns and matrices. */
import { describe, expected, GradlabError } from '../errors.ts'

/** A tensor, by what it can do: async data are read at once. */
export interface TensorLike {
  readonly shape: number[]
  dataSync(): ArrayLike<number>
}

/** A danfojs Series: its values are an array. */
interface SeriesLike {
  readonly values: unknown[]
}

export type Numbers = ArrayLike<number> | TensorLike | SeriesLike | Iterable<number>
export type Column = ArrayLike<number> | ArrayLike<string> | ArrayLike<Date>

export const isTensor = (value: unknown): value is TensorLike =>
  typeof value === 'object' && value !== null && 'dataSync' in value && Array.isArray((value as TensorLike).shape)

/** The numbers of a tensor, which must not have been disposed. */
export function valuesOf(tensor: TensorLike, what: string): ArrayLike<number> {
  if ((tensor as { isDisposed?: boolean }).isDisposed)
    throw expected(
      `${what} to be a tensor that is still there`,
      'one that was disposed',
      'Draw it before `dispose()` or the end of `tf.tidy`, or keep a copy: `tf.keep(x.clone())`.',
    )
  return tensor.dataSync()
}

const isTyped = (value: unknown): value is ArrayLike<number> & ArrayBufferView =>
  ArrayBuffer.isView(value) && !(value instanceof DataView)

export const isList = (value: unknown): value is ArrayLike<any> => Array.isArray(value) || isTyped(value)

const isSeries = (value: unknown): value is SeriesLike =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isList((value as SeriesLike).values)

/** Whether a value can be a column of a plot. */
export const isColumn = (value: unknown): boolean => isTensor(value) || isList(value) || isSeries(value)

/**
 * A column of numbers, words or dates. Tensors of shape [n] and [n, 1] (or [1, n]) and arrays of one-element arrays are columns.
 * @param what how an error message calls it, e.g. "`x`"
 */
export function column(value: unknown, what: string): Column {
  if (isTensor(value)) {
    if (value.shape.filter((size) => size !== 1).length > 1) {
      throw expected(
        `${what} to be a tensor of shape [n] or [n, 1]`,
        value,
        'Take one column: `x.slice([0, j], [-1, 1])`.',
      )
    }
    return valuesOf(value, what)
  }
  if (isSeries(value)) return column(value.values, what)
  if (isTyped(value)) return value
  const list: unknown[] | undefined = isIterable(value) ? [...value] : undefined
  if (!list)
    throw expected(`${what} to be a column of numbers (an array, a typed array, a tensor or a danfojs Series)`, value)
  if (list.length && list.every((one) => isList(one) && one.length === 1)) return list.map((one) => (one as any[])[0])
  for (const [i, one] of list.entries()) {
    if (typeof one === 'number' || typeof one === 'string' || one instanceof Date) continue
    if (one === null || one === undefined) list[i] = Number.NaN
    else if (typeof one === 'boolean' || typeof one === 'bigint') list[i] = Number(one)
    else throw expected(`${what} to be a column of numbers`, value, `Entry ${i} is ${describe(one)}.`)
  }
  return list as number[]
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value

/** A column that has to be numbers. */
export function numbers(value: unknown, what: string): ArrayLike<number> {
  const values = column(value, what)
  for (let i = 0; i < values.length; i++) {
    if (typeof values[i] !== 'number')
      throw expected(`${what} to be numbers`, value, `Entry ${i} is ${describe(values[i])}.`)
  }
  return values as ArrayLike<number>
}

/** Rows of equal length. Tensors of rank 2, or of a higher rank whose other sizes are 1. */
export function matrix(value: unknown, what: string): ArrayLike<number>[] {
  if (isTensor(value)) {
    const shape = value.shape.length > 2 ? value.shape.filter((size) => size !== 1) : value.shape
    if (shape.length !== 2) throw expected(`${what} to be a tensor of shape [rows, columns]`, value)
    const data = valuesOf(value, what)
    return Array.from({ length: shape[0]! }, (_, i) =>
      Array.prototype.slice.call(data, i * shape[1]!, (i + 1) * shape[1]!),
    )
  }
  const table = (value as SeriesLike)?.values
  if (!Array.isArray(value) && Array.isArray(table)) return matrix(table, what) // a danfojs DataFrame
  if (!Array.isArray(value) || !value.every(isColumn)) {
    throw expected(`${what} to be a matrix: an array of rows, or a tensor of shape [rows, columns]`, value)
  }
  const rows = value.map((row, i) => numbers(row, `row ${i} of ${what}`))
  const width = rows[0]?.length ?? 0
  const ragged = rows.findIndex((row) => row.length !== width)
  if (ragged >= 0) {
    throw expected(
      `the rows of ${what} to be equally long (${width} in row 0)`,
      rows[ragged]!.length,
      `Look at row ${ragged}.`,
    )
  }
  return rows
}

/** Fails unless two columns are equally long. */
export function sameLength(a: ArrayLike<unknown>, nameA: string, b: ArrayLike<unknown>, nameB: string): void {
  if (a.length !== b.length) {
    throw new GradlabError(`Expected ${nameA} and ${nameB} to be equally long, found ${a.length} and ${b.length}.`)
  }
}

/** Lowest, highest and number of non-finite entries. */
export function extent(values: ArrayLike<unknown>): { low: number; high: number; gaps: number } {
  let [low, high, gaps] = [Infinity, -Infinity, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      if (typeof value === 'number') gaps++
      continue
    }
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high, gaps }
}

/** A number for a sentence: 4 significant digits. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(2).replace('e+', 'e')
  return String(Number(value.toPrecision(4)))
}

/** "3 values are NaN or infinite and left out" or nothing. */
export function gapsNote(gaps: number): string {
  if (gaps === 0) return ''
  return `; ${gaps} ${gaps === 1 ? 'value is' : 'values are'} NaN or infinite and drawn as ${gaps === 1 ? 'a gap' : 'gaps'}`
}

/** A checked `range`: two finite numbers, the lower first. */
export function rangeOf(value: unknown): readonly [number, number] {
  const [low, high] = isList(value) ? [value[0], value[1]] : []
  if (!(isList(value) && value.length === 2 && Number.isFinite(low) && Number.isFinite(high) && low <= high))
    throw expected('`range` to be two numbers [lowest, highest]', value)
  return value as unknown as readonly [number, number]
}

/** What a model predicts; where it cannot take its inputs, a sentence with their shape and the model's own words. */
export function predicted<T>(predict: () => T, inputs: TensorLike): T {
  try {
    return predict()
  } catch (cause) {
    if (cause instanceof GradlabError) throw cause
    throw new GradlabError(
      `The model cannot take inputs of shape [${inputs.shape.join(', ')}]: ${(cause as Error).message}`.replace(
        /\.*$/,
        '.',
      ),
      { cause },
    )
  }
}
