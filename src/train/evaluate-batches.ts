import { tf } from '../tf.ts'
import type { Loss } from './losses/loss.ts'
import type { StepMetric } from './metrics/stepwise.ts'
import type { TrainingData } from './runner.ts'
import { applyWithLoss } from './training-step.ts'

/**
 * Mean loss (penalties included) and metrics over rows, in inference mode, batch by batch.
 * @param onOutput sees each batch's output, e.g. to keep its predictions
 */
export function evaluateBatches(
  model: tf.LayersModel,
  { x, y, weight }: TrainingData,
  { loss, metrics }: { loss: Loss; metrics: readonly StepMetric[] },
  { batchSize = 512, from = 0, to = x.shape[0]! }: { batchSize?: number; from?: number; to?: number } = {},
  onOutput?: (yPred: tf.Tensor, start: number) => void,
): Record<string, number> {
  const sums = new Float64Array(1 + metrics.length)
  for (let start = from; start < to; start += batchSize) {
    const size = Math.min(batchSize, to - start)
    const means = tf.tidy(() => {
      const part = <T extends tf.Tensor>(t: T): T => t.slice(start, size) as T
      const inputs = { x: part(x), y: part(y), weight: weight && part(weight) }
      const { loss: value, yPred } = applyWithLoss({ model, loss }, inputs, false)
      onOutput?.(yPred, start)
      return tf.stack([value, ...metrics.map((m) => m.values(inputs.y, yPred).mean())]).dataSync()
    })
    for (let i = 0; i < sums.length; i++) sums[i]! += means[i]! * size
  }
  const penalty = tf.tidy(() => model.calculateLosses().reduce((total, p) => total + (p.dataSync()[0] as number), 0))
  const entries = metrics.map((m, i) => [m.name, sums[i + 1]! / (to - from)] as const)
  return { loss: sums[0]! / (to - from) + penalty, ...Object.fromEntries(entries) }
}
