import type { tf } from '../tf.ts'
import type { Loss } from './losses/loss.ts'
import { resolveLoss } from './losses/resolve.ts'

/** The losses of a model's outputs, and how much each counts. */
export interface Losses {
  readonly losses: readonly Loss[]
  readonly weights: readonly number[]
}

const remembered = new WeakMap<tf.LayersModel, Losses>()

/** Keeps the losses a model was fitted with, for `evaluate`: one an output. */
export function rememberLoss(model: tf.LayersModel, ...losses: readonly Loss[]): void {
  rememberLosses(model, { losses, weights: losses.map(() => 1) })
}

/** The same, with weights. */
export function rememberLosses(model: tf.LayersModel, losses: Losses): void {
  remembered.set(model, losses)
}

/** What a model was fitted with. */
export const fittedWith = (model: tf.LayersModel): Losses | undefined => remembered.get(model)

/**
 * The loss a model was fitted with, else the one that its last activation and the targets suggest.
 * @param index of the output
 */
export function lossOf(model: tf.LayersModel, y: tf.Tensor, index = 0): Loss {
  const known = remembered.get(model)?.losses[index]
  if (known) return known
  // A sequential model knows its output layers only once it has been built.
  const layers = (model as any).outputLayers as unknown[] | undefined
  const layer: any = layers?.length ? layers[index] : model.layers.at(-1)
  const last = layer?.activation?.getClassName?.()
  if (last === 'sigmoid') return resolveLoss('binaryCrossentropy')
  if (last !== 'softmax') return resolveLoss('meanSquaredError')
  const outputs = model.outputs[index]!.shape.at(-1)
  const oneHot = y.rank > 1 && y.shape.at(-1) === outputs
  return resolveLoss(oneHot ? 'categoricalCrossentropy' : 'sparseCategoricalCrossentropy')
}
