import { expected } from '../../errors.ts'
import { tf } from '../../tf.ts'
import type { Loss } from './loss.ts'
import { alike } from './shapes.ts'

/** Mean squared error, (ŷ − y)². The likelihood of Gaussian noise. */
export const meanSquaredError: Loss = {
  name: 'meanSquaredError',
  aliases: ['mse', 'MSE', 'mean_squared_error'],
  targets: 'values',
  values: (yTrue, yPred) => yPred.squaredDifference(alike(yTrue, yPred)),
}

/** Mean absolute error, |ŷ − y|: outliers pull less. The likelihood of Laplacian noise. */
export const meanAbsoluteError: Loss = {
  name: 'meanAbsoluteError',
  aliases: ['mae', 'MAE', 'mean_absolute_error', 'absoluteDifference', 'l1'],
  targets: 'values',
  values: (yTrue, yPred) => yPred.sub(alike(yTrue, yPred)).abs(),
}

/**
 * Huber's loss: ½e² where |e| ≤ δ, else δ(|e| − ½δ): squared near zero, absolute far away.
 * @param options.delta δ > 0 @default 1
 * Source: P. J. Huber, Robust estimation of a location parameter (1964).
 */
export function huberLoss({ delta = 1 }: { delta?: number } = {}): Loss {
  if (!(delta > 0)) throw expected('`delta` to be a number > 0', delta)
  return {
    name: 'huber',
    aliases: ['huberLoss', 'smoothL1'],
    targets: 'values',
    values(yTrue, yPred) {
      const error = yPred.sub(alike(yTrue, yPred)).abs()
      const near = error.minimum(delta)
      // ½·near² + δ·(error − near) is both branches at once, and has the right gradient in each.
      return near.square().mul(0.5).add(error.sub(near).mul(delta))
    },
  }
}

/**
 * Hinge loss, max(0, 1 − y·ŷ) with y = ±1; targets of 0 and 1 are taken as −1 and 1, as Keras does.
 * Source: C. Cortes, V. Vapnik, Support-vector networks (1995).
 */
export const hinge: Loss = {
  name: 'hinge',
  aliases: ['hingeLoss'],
  targets: 'values',
  values(yTrue, yPred) {
    const y = alike(yTrue, yPred)
    const binary = y.mul(y.sub(1)).abs().max().equal(0)
    const signs = tf.where(binary, y.mul(2).sub(1), y)
    return tf.relu(signs.mul(yPred).neg().add(1))
  },
}
