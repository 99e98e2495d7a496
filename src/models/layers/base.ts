/** What the layers of our own stand on: TensorFlow.js's Layer class, and their registration for saving and loading. */
import { tf } from '../../tf.ts'

export const Layer = tf.layers.Layer

/** Makes a layer class known to `tf.loadLayersModel`, under its className. */
export function register(layer: { className: string; fromConfig?: unknown }): void {
  tf.serialization.registerClass(layer as any)
}

/** A layer's only input. */
export function single(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(inputs) ? inputs[0]! : inputs
}
