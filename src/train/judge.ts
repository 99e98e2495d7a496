/** Says how good the outputs of a model are: by classes, or as numbers. */
import { tf } from '../tf.ts'
import { Classification, Regression } from './evaluation.ts'
import type { Loss } from './losses/loss.ts'
import { confusion } from './metrics/confusion.ts'
import { mae, mse, r2 } from './metrics/regression.ts'
import { toLabels, toMatrix } from './metrics/values.ts'

export interface Judged {
  /** The targets. */
  readonly y: tf.Tensor
  /** The model's output of every example. */
  readonly predictions: Float32Array
  /** Numbers in the last dimension of the output. */
  readonly outputs: number
  readonly classNames?: readonly string[] | undefined
}

/** Loss, and accuracy with what belongs to it where the loss speaks of classes, else errors and R². */
export function judge(
  loss: Loss,
  value: number,
  { y, predictions, outputs, classNames }: Judged,
): Classification | Regression {
  if (loss.targets === 'values' && loss.name !== 'hinge' && loss.name !== 'kl') {
    const truth = y.dataSync()
    const scores = { mse: mse(truth, predictions), mae: mae(truth, predictions), r2: r2(truth, predictions) }
    return new Regression(value, scores, predictions)
  }
  const middle = loss.name === 'hinge' || loss.fromLogits ? 0 : 0.5
  const several = outputs > 1 && loss.targets !== 'binary'
  const labels = several
    ? toLabels({ rows: predictions.length / outputs, columns: outputs, values: predictions })
    : Int32Array.from(predictions, (p) => Number(p > middle))
  const truth = loss.targets === 'classes' ? Int32Array.from(y.dataSync()) : labelsOf(y, several)
  const table = confusion(truth, labels, { classNames, classes: outputs > 1 ? outputs : 2 })
  return new Classification(value, table, labels)
}

function labelsOf(y: tf.Tensor, rows: boolean): Int32Array {
  return rows
    ? tf.tidy(() => toLabels(toMatrix(y.reshape([-1, y.shape.at(-1)!]), 'y')))
    : Int32Array.from(y.dataSync(), (v) => Number(v > 0.5))
}
