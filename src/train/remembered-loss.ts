import type { tf } from '../tf.ts'
import type { Loss } from './losses/loss.ts'
import { resolveLoss } from './losses/resolve.ts'

const losses = new WeakMap<tf.LayersModel, Loss>()

/** Keeps the loss a model was fitted with, for `evaluate`. */
export function rememberLoss(model: tf.LayersModel, loss: Loss): void {
  losses.set(model, loss)
}

/** The loss a model was fitted with, else the one that its last activation and the targets suggest. */
export function lossOf(model: tf.LayersModel, y: tf.Tensor): Loss {
  const known = losses.get(model)
  if (known) return known
  const last = (model.layers.at(-1) as any)?.activation?.getClassName?.()
  if (last === 'sigmoid') return resolveLoss('binaryCrossentropy')
  if (last !== 'softmax') return resolveLoss('meanSquaredError')
  const outputs = model.outputs[0]!.shape.at(-1)
  const oneHot = y.rank > 1 && y.shape.at(-1) === outputs
  return resolveLoss(oneHot ? 'categoricalCrossentropy' : 'sparseCategoricalCrossentropy')
}
