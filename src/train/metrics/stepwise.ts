import { expected, GradlabError, nearest, respelled } from '../../errors.ts'
import { tf } from '../../tf.ts'
import type { Loss } from '../losses/loss.ts'
import { alike } from '../losses/shapes.ts'

/** A metric that is counted while training: its value is the mean over the examples. */
export interface StepMetric {
  readonly name: string
  /** A value for each example: shape [examples, …]. */
  values(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor
  /** Whether it counts right answers for targets of 0 and 1, which says nothing of real numbers. */
  readonly yesOrNo?: boolean
}

export type MetricLike = string | ((yTrue: any, yPred: any) => tf.Tensor) | StepMetric

const names = ['accuracy', 'topK', 'mse', 'mae']
const synonyms: Record<string, string> = {
  acc: 'accuracy',
  categoricalAccuracy: 'accuracy',
  sparseCategoricalAccuracy: 'accuracy',
  binaryAccuracy: 'accuracy',
  meanSquaredError: 'mse',
  meanAbsoluteError: 'mae',
  top5: 'topK',
}

/** The metric of that name; accuracy means what fits the loss: the largest output, or above ½ for 0-and-1 targets. */
export function resolveMetric(metric: MetricLike, loss: Loss): StepMetric {
  if (typeof metric === 'function') return named(metric.name || 'custom', metric)
  if (typeof metric === 'object' && metric !== null && typeof metric.values === 'function') return metric
  const spelled = typeof metric === 'string' ? respelled(metric, [...names, ...Object.keys(synonyms)]) : metric
  const name = synonyms[spelled as string] ?? spelled
  if (name === 'accuracy') {
    return { name, values: accuracyFor(loss), yesOrNo: yesOrNo(loss) }
  }
  if (name === 'topK') return { name, values: (y, p) => topK(classes(y, p, loss), p, 5) }
  if (name === 'mse') return { name, values: (y, p) => p.squaredDifference(alike(y, p)) }
  if (name === 'mae') return { name, values: (y, p) => p.sub(alike(y, p)).abs() }
  const near = typeof metric === 'string' ? nearest(metric, names) : undefined
  throw new GradlabError(
    `There is no metric '${String(metric)}' to count while training.${near ? ` Did you mean '${near}'?` : ''} Known: ${names.map((n) => `'${n}'`).join(', ')}, or a function (yTrue, yPred) => values.`,
  )
}

function named(name: string, metric: (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor): StepMetric {
  return {
    name,
    values(yTrue, yPred) {
      const values = metric(yTrue, yPred)
      if (!(values instanceof tf.Tensor)) throw expected(`the metric '${name}' to give a tensor`, values)
      return values
    },
  }
}

/** The class numbers behind targets, whether one-hot or numbers. */
function classes(yTrue: tf.Tensor, yPred: tf.Tensor, loss: Loss): tf.Tensor {
  const flat = yPred.shape.slice(0, -1)
  // A loss of the user may take class numbers too.
  const numbers = loss.targets === 'classes' || yTrue.size * yPred.shape.at(-1)! === yPred.size
  return numbers ? yTrue.cast('int32').reshape(flat) : alike(yTrue, yPred).argMax(-1)
}

/** Whether targets could be any numbers, and accuracy has to take them for 0 and 1. */
const yesOrNo = (loss: Loss): boolean => loss.targets === 'values' && loss.name !== 'hinge' && !loss.custom

function accuracyFor(loss: Loss): StepMetric['values'] {
  return (yTrue, yPred) => {
    const outputs = yPred.shape[yPred.shape.length - 1]!
    if (loss.targets === 'classes' || (outputs > 1 && loss.targets !== 'binary')) {
      return yPred
        .argMax(-1)
        .equal(classes(yTrue, yPred, loss))
        .cast('float32')
    }
    // Hinge's outputs are signed; everything else speaks in probabilities, or in logits, whose middle is 0 too.
    const middle = loss.name === 'hinge' || loss.fromLogits ? 0 : 0.5
    const [yes, targets] = [yPred.greater(middle), alike(yTrue, yPred)]
    // As Keras: a target that is neither 0 nor 1 is never met.
    return (yesOrNo(loss) ? yes.cast('float32').equal(targets) : yes.equal(targets.greater(0.5))).cast('float32')
  }
}

/** 1 where the true class is among the k largest outputs: fewer than k outputs are larger than its own. */
function topK(labels: tf.Tensor, yPred: tf.Tensor, k: number): tf.Tensor {
  const own = tf
    .oneHot(labels.cast('int32') as tf.Tensor1D, yPred.shape[yPred.shape.length - 1]!)
    .cast('float32')
    .mul(yPred)
    .sum(-1, true)
  return yPred.greater(own).cast('float32').sum(-1).less(k).cast('float32')
}
