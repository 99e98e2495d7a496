/** Says, before training, where a metric says nothing of the targets. */
import { GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import type { StepMetric } from './metrics/stepwise.ts'

/** Fails where right answers are to be counted and the targets, one an example, are not just 0 and 1. */
export function checkMetrics(metrics: readonly StepMetric[], y: tf.Tensor): void {
  const metric = metrics.find((m) => m.yesOrNo)
  if (!metric || y.size !== y.shape[0]) return
  const other = tf.tidy(() => {
    const values = y.cast('float32').reshape([-1])
    const off = values.mul(values.sub(1)).notEqual(0)
    return tf.tidy(() => [off.any().dataSync()[0], values.gather(off.argMax()).dataSync()[0]])
  }) as [number, number]
  if (!other[0]) return
  throw new GradlabError(
    `Expected targets of 0 and 1 for the metric '${metric.name}', found ${Number(other[1].toPrecision(4))}: for real numbers use 'mae' or 'mse', and \`train.evaluate\` gives R²; for class numbers the loss 'sparseCategoricalCrossentropy'.`,
  )
}
