import { GradlabError } from '../../errors.ts'
import { type Matrix, pair, toLabels, type Values } from './values.ts'

export interface RocCurve {
  /** The share of negatives taken for positives, at each threshold. */
  readonly falsePositiveRate: number[]
  /** The share of positives found, at each threshold. */
  readonly truePositiveRate: number[]
  /** Falling; the first is infinite: nothing is taken for positive. */
  readonly thresholds: number[]
}

/**
 * The receiver operating characteristic of scores for two classes.
 * @param yTrue 0 and 1, or one-hot rows of two classes
 * @param yPred scores, higher for class 1; of two columns the second
 * Source: T. Fawcett, An introduction to ROC analysis (2006).
 */
export function rocCurve(yTrue: Values, yPred: Values): RocCurve {
  const [a, b] = pair(yTrue, yPred)
  return curve(toLabels(a), column(b, b.columns - 1))
}

/**
 * The area under the ROC curve: how probably a positive is scored above a negative. For more than two classes the mean
 * over classes, each against the rest.
 */
export function rocAuc(yTrue: Values, yPred: Values): number {
  const [a, b] = pair(yTrue, yPred)
  const labels = toLabels(a)
  if (b.columns <= 2) return area(curve(labels, column(b, b.columns - 1)))
  const areas = Array.from({ length: b.columns }, (_, k) =>
    area(
      curve(
        labels.map((l) => Number(l === k)),
        column(b, k),
      ),
    ),
  )
  return areas.reduce((x, y) => x + y, 0) / areas.length
}

const column = ({ rows, columns, values }: Matrix, j: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]!)

function curve(labels: ArrayLike<number>, scores: Float64Array): RocCurve {
  const order = Array.from(scores.keys()).sort((i, j) => scores[j]! - scores[i]!)
  const positives = Array.from(labels).filter((l) => l === 1).length
  const negatives = scores.length - positives
  if (!positives || !negatives) {
    throw new GradlabError('Expected examples of both classes, found only one: the ROC curve compares the two.')
  }
  const result = { falsePositiveRate: [0], truePositiveRate: [0], thresholds: [Number.POSITIVE_INFINITY] }
  let [hits, alarms] = [0, 0]
  order.forEach((i, rank) => {
    if (labels[i] === 1) hits++
    else alarms++
    // Equal scores fall together.
    if (rank + 1 < order.length && scores[order[rank + 1]!] === scores[i]) return
    result.falsePositiveRate.push(alarms / negatives)
    result.truePositiveRate.push(hits / positives)
    result.thresholds.push(scores[i]!)
  })
  return result
}

function area({ falsePositiveRate: x, truePositiveRate: y }: RocCurve): number {
  let sum = 0
  for (let i = 1; i < x.length; i++) sum += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2
  return sum
}
