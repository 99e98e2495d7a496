/** One step of a network on a batch that is given: a graph for each batch shape, op by op where none can be made. */
import { tf } from '../tf.ts'
import { applyUpdate } from './apply-update.ts'
import { type Clipping, clipGradients, globalNorm } from './clip.ts'
import type { Optimizer } from './optimizers/optimizer.ts'
import { Traces } from './traces.ts'
import type { TrainingState } from './training-state.ts'
import { forwardBackward, type StepDescription, type StepInputs } from './training-step.ts'

/** What `StepPass` steps: the description's own clipping is not used, because the norm is that of before it. */
export interface Stepped {
  readonly description: StepDescription
  readonly clipping: Clipping
  readonly optimizer: Optimizer
  readonly state: TrainingState
}

export class StepPass {
  readonly #stepped: Stepped
  readonly #traces: Traces

  constructor(stepped: Stepped) {
    this.#stepped = stepped
    this.#traces = new Traces({ what: 'Steps', seed: stepped.description.seed })
  }

  /** Gradients before clipping, in the order of the weights; moving statistics move. Call it inside tf.tidy. */
  gradients({ x, y, step }: StepInputs): tf.Tensor[] {
    return this.#traces.run('gradients', (...inputs) => this.#forwardBackward(inputs).gradients, [x, y, step])
  }

  /**
   * Makes one update, at the optimizer's learning rate. Call it inside tf.tidy.
   * @returns the loss, √Σ g² over all gradients before clipping, then the metrics: [2 + metrics]
   */
  update({ x, y, step }: StepInputs): tf.Tensor1D {
    const { clipping, optimizer, state } = this.#stepped
    const body = (...inputs: tf.Tensor[]) => {
      const { loss, metrics, gradients } = this.#forwardBackward(inputs)
      const values = tf.stack([loss, globalNorm(gradients), ...metrics])
      applyUpdate(state, optimizer, clipGradients(gradients, clipping), inputs[3]!, inputs[4]!)
      return [values]
    }
    const inputs = [x, y, step, tf.scalar(optimizer.lr), tf.scalar(state.step + 1)]
    const [values] = this.#traces.run('update', body, inputs)
    state.step++
    return values as tf.Tensor1D
  }

  #forwardBackward([x, y, step]: readonly tf.Tensor[]): ReturnType<typeof forwardBackward> {
    const { description, state } = this.#stepped
    return forwardBackward(description, { x: x!, y: y!, step: step as tf.Scalar }, state.weights)
  }

  dispose(): void {
    this.#traces.dispose()
  }
}
