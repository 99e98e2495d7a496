import type { tf } from '../tf.ts'
import type { Optimizer } from './optimizers/optimizer.ts'
import type { TrainingState } from './training-state.ts'
import type { StepDescription } from './training-step.ts'

/** What a fit trains on: all examples as tensors, gathered by row. */
export interface TrainingData {
  readonly x: tf.Tensor
  readonly y: tf.Tensor
  /** One weight an example, where they do not all count the same. */
  readonly weight?: tf.Tensor
}

export interface Training {
  readonly step: StepDescription
  readonly optimizer: Optimizer
  readonly state: TrainingState
  readonly data: TrainingData
  readonly batchSize: number
  /** How many rows an epoch has. */
  readonly rows: number
  /** Whether to stop before a step whose loss is not finite. */
  readonly guard: boolean
}

export interface StepsResult {
  /** One a step that was made (and of the one that failed, at the end). */
  readonly losses: Float32Array
  /** For each step, the mean of each metric: [steps × metrics]. */
  readonly metrics: Float32Array
  /** Whether the last of these steps had a loss that is not finite; the state is then the one before it. */
  readonly failed: boolean
}

/** Makes steps: op by op or through a graph. Between two calls the model's own variables are current after `pull`. */
export interface Runner {
  readonly kind: 'traced' | 'eager'
  /** At most this many steps in one call of `run`. */
  readonly mostSteps: number
  /** Other examples, of the same shapes, in place of those it was made with. */
  setData(data: TrainingData): void
  /** The order in which the coming epochs take the rows: one epoch after the other. */
  startEpochs(order: Int32Array): void
  /**
   * Makes steps.
   * @param first the number of the first batch, counted over the epochs that `startEpochs` gave
   * @param learningRates one a step
   */
  run(first: number, learningRates: Float32Array): StepsResult
  /** Brings the model's variables up to date. */
  pull(): void
  /** Takes over what was set on the model's variables since `pull`. */
  push(): void
  dispose(): void
}

/** How many rows batch `i` has. */
export const rowsOfBatch = (rows: number, batchSize: number, i: number): number =>
  Math.min(batchSize, rows - i * batchSize)
