/** Batches of a stream as the runners take them: checked, and packed where the model has several inputs or outputs. */
import type { tf } from '../tf.ts'
import { checkMetrics } from './check-metrics.ts'
import { exampleWeights } from './example-weights.ts'
import type { FitOptions, FitPlan } from './fit-options.ts'
import { readFitOptions } from './fit-options.ts'
import type { TrainingData } from './runner.ts'
import { checkSet } from './validate.ts'

export interface Taken {
  readonly set: TrainingData
  /** Frees what was made; the batch stays. */
  dispose(): void
}

export interface Intake {
  /** As the runners take it. */
  readonly model: tf.LayersModel
  /** With the loss and the metrics as the runners take them. */
  readonly options: FitOptions
  /**
   * One batch.
   * @param what it is called in errors
   * @param training whether class weights count
   */
  take(batch: unknown, what: string, training: boolean): Taken
  /** Fails where a metric says nothing of the targets. */
  checkMetrics(batch: unknown): void
}

/** For a model with one input and one output. */
export function plainIntake(model: tf.LayersModel, options: FitOptions): Intake {
  const plan: FitPlan = readFitOptions(options)
  return {
    model,
    options,
    take(batch, what, training) {
      checkSet(model, batch, plan.loss, what)
      const weight = training ? exampleWeights(batch.y, plan.loss, options.classWeight, undefined) : undefined
      return { set: { x: batch.x, y: batch.y, weight }, dispose: () => weight?.dispose() }
    },
    checkMetrics: (batch) => checkMetrics(plan.metrics, (batch as TrainingData).y),
  }
}
