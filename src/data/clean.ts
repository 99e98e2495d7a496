/** Missing values, duplicates, and what cannot be trained on. */
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { asDataset, type Dataset } from './dataset.ts'

/** What to do with a missing value. */
export type Missing = 'keep' | 'error' | 'drop' | 'mean' | 'median' | number

export function checkMissing(missing: unknown): void {
  if (typeof missing === 'number' && Number.isFinite(missing)) return
  if (['keep', 'error', 'drop', 'mean', 'median'].includes(missing as string)) return
  throw expected("`missing` to be 'keep', 'error', 'drop', 'mean', 'median' or a number", missing)
}

/** A column with its missing values (NaN) filled. */
export function fillNumbers<T extends Float32Array | Float64Array>(values: T, missing: Missing, name: string): T {
  if (missing === 'keep' || missing === 'error' || missing === 'drop') return values
  let holes = 0
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) holes++
  if (!holes) return values
  const present = (values as Float64Array).filter((v) => !Number.isNaN(v))
  if (!present.length && typeof missing !== 'number') {
    throw new GradlabError(`The column '${name}' has no value at all, so no ${missing}: leave it out.`)
  }
  const fill = typeof missing === 'number' ? missing : missing === 'mean' ? mean(present) : median(present)
  return values.map((v) => (Number.isNaN(v) ? fill : v)) as T
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

export interface CleanOptions {
  /** Missing values (NaN) in x: 'drop' the row, the column's 'mean' or 'median', or a number. @default 'drop' */
  missing?: 'drop' | 'mean' | 'median' | number
  /** Keep only the first of rows that are equal, target included. @default false */
  dedupe?: boolean
}

/**
 * A set without missing values: rows dropped, or filled with the column's mean or median or a constant. Rows whose target
 * is missing are always dropped. Fill a test set by the values of the training set: `data.imputer`.
 * @param set x [n, features], NaN where missing
 * @returns a set of its own; the given one stays as it is
 */
export function clean(set: Dataset, options: CleanOptions = {}): Dataset {
  asDataset(set, '`data.clean`')
  checkOptions('`data.clean`', options, ['missing', 'dedupe'])
  const missing = options.missing ?? 'drop'
  if (missing === ('keep' as unknown) || missing === ('error' as unknown)) {
    throw expected("`missing` to be 'drop', 'mean', 'median' or a number", missing)
  }
  checkMissing(missing)
  const width = set.x.size / Math.max(1, set.size)
  const targets = set.y.size / Math.max(1, set.size)
  const [x, y] = [set.x.dataSync(), set.y.dataSync()]
  const whole = (values: ArrayLike<number>, row: number, w: number) => {
    for (let k = row * w; k < (row + 1) * w; k++) if (Number.isNaN(values[k])) return false
    return true
  }
  const rows: number[] = []
  for (let i = 0; i < set.size; i++) {
    if (whole(y, i, targets) && (missing !== 'drop' || whole(x, i, width))) rows.push(i)
  }
  if (!rows.length) throw new GradlabError("No row is without a missing value: fill them with `missing: 'mean'`.")
  const kept = set.rows(rows)
  const filled = missing === 'drop' ? kept : fillAndDispose(kept, missing)
  if (!options.dedupe) return filled
  const distinct = dedupe(filled)
  filled.dispose()
  return distinct
}

function fillAndDispose(set: Dataset, missing: Missing): Dataset {
  try {
    const fill = imputer(set, missing as 'mean')
    return fill.transform(set)
  } finally {
    set.dispose()
  }
}

/**
 * The fill of each column, learned on the training set, to be used on the others too.
 * @param how 'mean', 'median' or a number @default 'mean'
 * @example const fill = data.imputer(train, 'median'); const whole = fill.transform(test)
 */
export function imputer(set: Dataset, how: 'mean' | 'median' | number = 'mean') {
  asDataset(set, '`data.imputer`')
  if (how !== 'mean' && how !== 'median' && typeof how !== 'number') {
    throw expected("'mean', 'median' or a number", how)
  }
  const names = set.columns
  const width = set.x.size / set.size
  const values = set.x.dataSync() as Float32Array
  const fills = Float32Array.from({ length: width }, (_, j) => {
    if (typeof how === 'number') return how
    const present: number[] = []
    for (let k = j; k < values.length; k += width) if (!Number.isNaN(values[k])) present.push(values[k]!)
    if (!present.length)
      throw new GradlabError(`The column '${names[j]}' has no value at all, so no ${how}: leave it out.`)
    return how === 'mean' ? mean(present) : median(present)
  })
  return {
    /** The value that stands in for a missing one, a column each. */
    fills,
    /** A set of its own with the holes filled. */
    transform(other: Dataset): Dataset {
      asDataset(other, '`transform`')
      return other.map((x) => {
        if (x.size / x.shape[0]! !== width) throw expected(`a set with ${width} features`, x)
        const filled = (x.dataSync() as Float32Array).map((v, k) => (Number.isNaN(v) ? fills[k % width]! : v))
        return { x: tf.tensor(filled, x.shape) }
      })
    },
  }
}

/** A set without repeated rows: of rows that are equal in x and y the first stays. */
export function dedupe(set: Dataset): Dataset {
  asDataset(set, '`data.dedupe`')
  const width = set.x.size / Math.max(1, set.size)
  const targets = set.y.size / Math.max(1, set.size)
  const [x, y] = [set.x.dataSync(), set.y.dataSync()]
  const seen = new Set<string>()
  const rows: number[] = []
  for (let i = 0; i < set.size; i++) {
    const key = `${x.slice(i * width, (i + 1) * width).join()}|${y.slice(i * targets, (i + 1) * targets).join()}`
    if (seen.has(key)) continue
    seen.add(key)
    rows.push(i)
  }
  return set.rows(rows)
}

/**
 * Fails where a set cannot be trained on: NaN or infinite values, with how many and where.
 * @param where who asks, for the message
 */
export function checkFinite(set: { x: tf.Tensor; y: tf.Tensor; columns?: string[] }, where = 'Training'): void {
  for (const part of ['x', 'y'] as const) {
    const tensor = set[part]
    if (tensor.isDisposed) throw new GradlabError(`${where} was given a disposed ${part}: load or make the data again.`)
    if (tensor.dtype !== 'float32') continue
    // The sum is finite exactly where all values are (but for sums beyond 3e38, which the count then clears).
    const sum = tf.tidy(() => tf.sum(tf.mul(tensor, 0)).dataSync()[0])
    if (sum === 0) continue
    const values = tensor.dataSync()
    const width = tensor.size / tensor.shape[0]!
    const bad: number[] = []
    for (let k = 0; k < values.length; k++) if (!Number.isFinite(values[k])) bad.push(k)
    if (!bad.length) continue
    const nan = bad.filter((k) => Number.isNaN(values[k])).length
    const kind = nan === bad.length ? 'NaN' : nan === 0 ? 'infinite' : 'NaN or infinite'
    const row = Math.floor(bad[0]! / width)
    const column = part === 'x' && set.columns && tensor.rank === 2 ? `, column '${set.columns[bad[0]! % width]}'` : ''
    throw new GradlabError(
      `${where} needs finite numbers: ${part} holds ${bad.length} ${kind} value${bad.length > 1 ? 's' : ''}, the first in row ${row}${column}. ` +
        "Remove or fill them with `data.clean(set, { missing: 'mean' })`.",
    )
  }
}
