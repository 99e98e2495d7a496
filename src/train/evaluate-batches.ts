import { tf } from '../tf.ts'
import type { Loss } from './losses/loss.ts'
import type { StepMetric } from './metrics/stepwise.ts'
import { Pause } from './pause.ts'
import { releaseMasks } from './recurrent-masks.ts'
import type { TrainingData } from './runner.ts'
import { outputsOf } from './several.ts'
import { Traces } from './traces.ts'
import { applyWithLoss } from './training-step.ts'

export interface EvaluateBatchesOptions {
  /** @default 512 */
  readonly batchSize?: number
  /** The first row. @default 0 */
  readonly from?: number
  /** The row after the last. @default all of them */
  readonly to?: number
  /** Graphs to use, kept from one call to the next. @default this call's own */
  readonly traces?: Traces
  /** Sees each batch's output, with several each of them, e.g. to keep its predictions. */
  onOutput?(yPred: tf.Tensor, start: number, index: number): void
}

/** How many batches run op by op before a graph is made: making it costs as much as about so many. */
const batchesBeforeGraph = 8

/**
 * The graphs for batches in inference mode: made once enough batches of a shape have come, silently op by op where none
 * can be made. Dispose them when done.
 */
export function inferenceTraces(model: tf.LayersModel, trace = true): Traces {
  // The states of stateful layers go on from batch to batch in JavaScript, which a graph does not see.
  const never = !trace || model.stateful
  return new Traces({ after: never ? Number.POSITIVE_INFINITY : batchesBeforeGraph })
}

/**
 * Mean loss (penalties included) and metrics over rows, in inference mode, batch by batch. Other code runs in between
 * where it takes long.
 * @throws the signal's reason, where the cell is stopped
 */
export async function evaluateBatches(
  model: tf.LayersModel,
  { x, y, weight }: TrainingData,
  { loss, metrics }: { loss: Loss; metrics: readonly StepMetric[] },
  options: EvaluateBatchesOptions = {},
): Promise<Record<string, number>> {
  const { batchSize = 512, from = 0, to = x.shape[0]!, traces = inferenceTraces(model), onOutput } = options
  const sums = new Float64Array(1 + metrics.length)
  const body = (...[x, y, weight]: tf.Tensor[]): tf.Tensor[] => {
    const { loss: value, yPred } = applyWithLoss({ model, loss }, { x: x!, y: y!, weight }, false)
    const means = tf.stack([value, ...metrics.map((m) => m.values(y!, yPred).mean())])
    return onOutput ? [means, ...outputsOf(yPred)] : [means]
  }
  const pause = new Pause()
  try {
    for (let start = from; start < to; start += batchSize) {
      const size = Math.min(batchSize, to - start)
      const means = tf.tidy(() => {
        const inputs = [x, y, ...(weight ? [weight] : [])].map((t) => t.slice(start, size))
        const [values, ...outputs] = traces.run('evaluate', body, inputs)
        outputs.forEach((yPred, i) => {
          onOutput?.(yPred, start, i)
        })
        return values!.dataSync()
      })
      for (let i = 0; i < sums.length; i++) sums[i]! += means[i]! * size
      if (pause.due()) await pause.wait()
    }
  } finally {
    if (!options.traces) traces.dispose()
    releaseMasks(model)
  }
  const penalty = tf.tidy(() => model.calculateLosses().reduce((total, p) => total + (p.dataSync()[0] as number), 0))
  const entries = metrics.map((m, i) => [m.name, sums[i + 1]! / (to - from)] as const)
  return { loss: sums[0]! / (to - from) + penalty, ...Object.fromEntries(entries) }
}
