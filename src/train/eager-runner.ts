import { tf } from '../tf.ts'
import { applyUpdate } from './apply-update.ts'
import { type Runner, rowsOfBatch, type StepsResult, type Training, type TrainingData } from './runner.ts'
import { forwardBackward } from './training-step.ts'

/** Makes every step op by op: works on every backend, with the same numbers as the traced step. */
export class EagerRunner implements Runner {
  readonly kind = 'eager'
  readonly mostSteps = 4096
  readonly #training: Training
  #data: TrainingData
  #order: Int32Array = new Int32Array(0)

  constructor(training: Training) {
    this.#training = training
    this.#data = training.data
  }

  setData(data: TrainingData): void {
    this.#data = data
  }

  startEpochs(order: Int32Array): void {
    this.#order = order
  }

  run(first: number, learningRates: Float32Array): StepsResult {
    const names = this.#training.step.metrics.length
    const losses = new Float32Array(learningRates.length)
    const metrics = new Float32Array(learningRates.length * names)
    for (let i = 0; i < learningRates.length; i++) {
      const values = this.#step(first + i, learningRates[i]!)
      losses[i] = values[0]!
      metrics.set(values.subarray(1), i * names)
      if (this.#training.guard && !Number.isFinite(losses[i])) {
        return { losses: losses.slice(0, i + 1), metrics: metrics.slice(0, (i + 1) * names), failed: true }
      }
    }
    return { losses, metrics, failed: false }
  }

  /** The loss and the metrics of one step. */
  #step(batch: number, lr: number): Float32Array {
    const { step, optimizer, state, batchSize, rows, guard } = this.#training
    const data = this.#data
    return tf.tidy(() => {
      const perEpoch = Math.ceil(rows / batchSize)
      const inEpoch = batch % perEpoch
      const start = Math.floor(batch / perEpoch) * rows + inEpoch * batchSize
      const own = this.#order.subarray(start, start + rowsOfBatch(rows, batchSize, inEpoch))
      const indices = tf.tensor1d(own, 'int32')
      const inputs = {
        x: data.x.gather(indices),
        y: data.y.gather(indices),
        weight: data.weight?.gather(indices),
        step: tf.scalar(state.step, 'int32'),
      }
      const others = guard ? state.others.map((v) => v.clone()) : []
      const { loss, metrics, gradients } = forwardBackward(step, inputs, state.weights)
      const values = tf.stack([loss, ...metrics]).dataSync() as Float32Array
      if (guard && !Number.isFinite(values[0])) {
        // Moving statistics are updated by the forward pass already.
        for (const [i, v] of state.others.entries()) v.assign(others[i]!)
        return values
      }
      applyUpdate(state, optimizer, gradients, tf.scalar(lr), tf.scalar(state.step + 1))
      state.step++
      return values
    })
  }

  pull(): void {}
  push(): void {}
  dispose(): void {}
}
