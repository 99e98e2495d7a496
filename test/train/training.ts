/** A small training: a dense layer on a line y = 2x + 1, as the runners and their parts take it. */
import { tf } from '../../src/tf.ts'
import { meanSquaredError } from '../../src/train/losses/regression.ts'
import { sgd } from '../../src/train/optimizers/sgd.ts'
import type { Training } from '../../src/train/runner.ts'
import { TrainingState } from '../../src/train/training-state.ts'

export function makeTraining(changes: Partial<Training> = {}): Training {
  const layer = tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })
  const model = tf.sequential({ layers: [layer] })
  const optimizer = changes.optimizer ?? sgd({ lr: 0.1 })
  const x = tf.tensor2d([[0], [1], [2], [3], [4]])
  return {
    step: { model, loss: meanSquaredError, metrics: [], clipping: {}, seed: 1 },
    optimizer,
    state: new TrainingState(model, optimizer),
    data: { x, y: tf.tidy(() => x.mul(2).add(1)) },
    batchSize: 2,
    rows: 5,
    guard: true,
    ...changes,
  }
}

export function disposeTraining({ step, state, data }: Training): void {
  state.dispose()
  step.model.dispose()
  tf.dispose([data.x, data.y])
}

export const weightsOf = ({ state }: Training): number[] => state.weights.map((w) => w.dataSync()[0]!)
