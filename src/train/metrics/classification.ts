import { checkName, checkOptions, expected } from '../../errors.ts'
import { type Confusion, confusion } from './confusion.ts'
import { pair, toLabels, type Values } from './values.ts'

/**
 * The share of examples whose class is predicted right.
 * @param yTrue class numbers or one-hot rows
 * @param yPred class numbers or probabilities
 */
export function accuracy(yTrue: Values, yPred: Values): number {
  const [a, b] = pair(yTrue, yPred)
  const [truth, predicted] = [toLabels(a), toLabels(b)]
  return truth.reduce((right, label, i) => right + Number(label === predicted[i]), 0) / truth.length
}

/** The share of examples whose true class is among the k most probable. @param options.k @default 5 */
export function topK(yTrue: Values, yPred: Values, options: { k?: number } = {}): number {
  checkOptions('metrics.topK', options, ['k'])
  const { k = 5 } = options
  if (!(Number.isInteger(k) && k >= 1)) throw expected('`k` to be a whole number ≥ 1', k)
  const [a, { rows, columns, values }] = pair(yTrue, yPred)
  const truth = toLabels(a)
  let right = 0
  for (let i = 0; i < rows; i++) {
    const own = values[i * columns + truth[i]!]!
    let larger = 0
    for (let j = 0; j < columns; j++) if (values[i * columns + j]! > own) larger++
    if (larger < k) right++
  }
  return right / rows
}

/** How to make one number of several classes. */
export type Average = 'macro' | 'micro' | 'weighted' | 'binary' | 'none'

export interface ClassScores {
  readonly precision: number[]
  readonly recall: number[]
  readonly f1: number[]
  /** Examples of each class. */
  readonly support: number[]
}

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b)

/** Precision, recall and F1 of each class; 0 where nothing is predicted or present, as scikit-learn does. */
export function scoresPerClass({ matrix }: Confusion): ClassScores {
  const support = matrix.map((row) => row.reduce((a, b) => a + b, 0))
  const predicted = matrix.map((_, j) => matrix.reduce((sum, row) => sum + row[j]!, 0))
  const precision = matrix.map((row, i) => ratio(row[i]!, predicted[i]!))
  const recall = matrix.map((row, i) => ratio(row[i]!, support[i]!))
  const f1 = matrix.map((row, i) => ratio(2 * row[i]!, predicted[i]! + support[i]!))
  return { precision, recall, f1, support }
}

function averaged(
  score: 'precision' | 'recall' | 'f1',
  yTrue: Values,
  yPred: Values,
  options: { average?: Average } = {},
): number | number[] {
  checkOptions(`metrics.${score}`, options, ['average'])
  const table = confusion(yTrue, yPred)
  const scores = scoresPerClass(table)
  const average = options.average ?? (table.matrix.length === 2 ? 'binary' : 'macro')
  checkName('average', average, ['macro', 'micro', 'weighted', 'binary', 'none'])
  const values = scores[score]
  if (average === 'none') return values
  if (average === 'binary') return values[1]!
  const total = scores.support.reduce((a, b) => a + b, 0)
  // With one label an example, all three are the accuracy.
  if (average === 'micro') return table.matrix.reduce((sum, row, i) => sum + row[i]!, 0) / total
  if (average === 'weighted') return values.reduce((sum, v, i) => sum + v * scores.support[i]!, 0) / total
  const present = values.filter((_, i) => scores.support[i]! > 0 || table.matrix.some((row) => row[i]! > 0))
  return present.reduce((a, b) => a + b, 0) / present.length
}

interface Averaged {
  (yTrue: Values, yPred: Values, options: { average: 'none' }): number[]
  (yTrue: Values, yPred: Values, options?: { average?: Exclude<Average, 'none'> }): number
}

/**
 * Of those predicted as a class, the share that are.
 * @param options.average 'binary' (class 1), 'macro' (mean over classes), 'micro' (all together), 'weighted' (by class size),
 * 'none' (an array) @default 'binary' for two classes, else 'macro'
 */
export const precision: Averaged = (...args: [Values, Values, any?]) => averaged('precision', ...args) as any

/** Of those that are of a class, the share predicted as such. Options as `precision`. */
export const recall: Averaged = (...args: [Values, Values, any?]) => averaged('recall', ...args) as any

/** The harmonic mean of precision and recall. Options as `precision`. */
export const f1: Averaged = (...args: [Values, Values, any?]) => averaged('f1', ...args) as any
