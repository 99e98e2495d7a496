/** Rows for splits and cross-validation: at random, stratified by class, or by group. */
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { generator } from '../random.ts'
import { wholeNumber } from './numbers.ts'

export interface SplitOptions {
  /** Share of the test set in (0, 1), or its number of examples. @default 0.2 */
  test?: number
  /** Keep the share of each class in both parts. @default false */
  stratify?: boolean
  /** Split at random; else the test set is the end. @default true */
  shuffle?: boolean
  /** @default the next seed of `seed(n)` */
  seed?: number
}

/** Which rows go into which part. */
export function splitRows(
  size: number,
  options: SplitOptions,
  labels: () => Int32Array,
): { train: Int32Array; test: Int32Array } {
  checkOptions('`split`', options, ['test', 'stratify', 'shuffle', 'seed'])
  const { test = 0.2, stratify = false, shuffle = true } = options
  const count = test > 0 && test < 1 ? Math.ceil(size * test - 1e-9) : test
  if (!Number.isInteger(count) || count < 1 || count >= size) {
    throw expected('`test` to be a share in (0, 1), or a number of examples that leaves some to train on', test)
  }
  if (!shuffle) {
    if (stratify) throw new GradlabError('A stratified split is made at random: leave out `shuffle: false`.')
    const all = Int32Array.from({ length: size }, (_, i) => i)
    return { train: all.subarray(0, size - count), test: all.subarray(size - count) }
  }
  const random = generator(options.seed)
  const order = random.permutation(size)
  if (!stratify) return { train: order.slice(count), test: order.slice(0, count) }

  const byClass = groupRows(labels(), order)
  for (const [label, rows] of byClass) {
    if (rows.length < 2) {
      throw new GradlabError(`A stratified split needs two examples of each class; class ${label} has one.`)
    }
  }
  const wanted = shares(
    [...byClass.values()].map((rows) => rows.length),
    count,
  )
  const inTest = new Uint8Array(size)
  ;[...byClass.values()].forEach((rows, k) => {
    for (const row of rows.slice(0, wanted[k]!)) inTest[row] = 1
  })
  return { train: order.filter((row) => !inTest[row]), test: order.filter((row) => inTest[row]) }
}

/** Splits `total` in proportion to `sizes`, by largest remainder, so that the parts add up exactly. */
function shares(sizes: number[], total: number): number[] {
  const all = sizes.reduce((a, b) => a + b, 0)
  const exact = sizes.map((s) => (s * total) / all)
  const out = exact.map(Math.floor)
  let left = total - out.reduce((a, b) => a + b, 0)
  const order = exact.map((e, i) => [e - Math.floor(e), i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1])
  for (const [, i] of order) {
    if (left-- <= 0) break
    out[i]!++
  }
  return out
}

function groupRows(keys: ArrayLike<number | string>, order: Int32Array): Map<number | string, number[]> {
  const groups = new Map<number | string, number[]>()
  for (const row of order) {
    const rows = groups.get(keys[row]!)
    if (rows) rows.push(row)
    else groups.set(keys[row]!, [row])
  }
  return groups
}

export interface FoldOptions {
  /** Keep the share of each class in every fold. @default false */
  stratify?: boolean
  /** @default true */
  shuffle?: boolean
  /** @default the next seed of `seed(n)` */
  seed?: number
}

/** The test rows of each of `folds` folds; every row is in exactly one. */
export function foldRows(size: number, folds: number, options: FoldOptions, labels: () => Int32Array): Int32Array[] {
  wholeNumber('folds', folds, 2)
  if (folds > size) throw expected(`at most ${size} folds, one an example`, folds)
  const { stratify = false, shuffle = true } = options
  const order = shuffle ? generator(options.seed).permutation(size) : Int32Array.from({ length: size }, (_, i) => i)
  const parts: number[][] = Array.from({ length: folds }, () => [])
  if (stratify) {
    // Dealt like cards, class after class: each fold gets its share of every class, and sizes differ by one at most.
    let next = 0
    const groups = groupRows(labels(), order)
    for (const label of [...groups.keys()].sort()) {
      for (const row of groups.get(label)!) parts[next++ % folds]!.push(row)
    }
  } else {
    let start = 0
    for (let k = 0; k < folds; k++) {
      const count = Math.floor(size / folds) + (k < size % folds ? 1 : 0)
      parts[k] = [...order.subarray(start, start + count)]
      start += count
    }
  }
  return parts.map((part) => Int32Array.from(part).sort())
}

/** The test rows of each fold, no group in two folds; the largest groups are placed first, each into the smallest fold. */
export function groupFoldRows(groups: ArrayLike<number | string>, folds: number): Int32Array[] {
  wholeNumber('folds', folds, 2)
  const rows = groupRows(
    groups,
    Int32Array.from({ length: groups.length }, (_, i) => i),
  )
  if (folds > rows.size) throw expected(`at most ${rows.size} folds, one a group`, folds)
  const parts: number[][] = Array.from({ length: folds }, () => [])
  for (const members of [...rows.values()].sort((a, b) => b.length - a.length)) {
    parts.reduce((least, part) => (part.length < least.length ? part : least)).push(...members)
  }
  return parts.map((part) => Int32Array.from(part).sort())
}
