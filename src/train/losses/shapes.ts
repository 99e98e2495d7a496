import { tf } from '../../tf.ts'

/** Targets in the prediction's shape and in float32: [n] becomes [n, 1] where the model has one output. */
export function alike(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  const cast = yTrue.dtype === 'float32' ? yTrue : yTrue.cast('float32')
  const same = cast.shape.length === yPred.shape.length && cast.shape.every((d, i) => d === yPred.shape[i])
  return same ? cast : cast.reshape(yPred.shape)
}

/** Class numbers [n, …] or [n, …, 1] as one-hot rows of the prediction's shape. */
export function oneHotLike(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  const classes = yPred.shape[yPred.shape.length - 1]!
  const flat = yTrue.reshape([-1]).cast('int32')
  return tf.oneHot(flat, classes).cast('float32').reshape(yPred.shape)
}

/** Keras's ε for probabilities, which keeps log away from 0. */
export const probabilityEpsilon = 1e-7
