import { expected } from '../errors.ts'
import { tf } from '../tf.ts'

/** What keeps gradients small. All that are given apply, in this order. */
export interface Clipping {
  /** Every number of every gradient into [−clipValue, clipValue]. */
  readonly clipValue?: number
  /** Each gradient by itself to at most this norm: Keras's `clipnorm`. */
  readonly clipEachNorm?: number
  /** All gradients together, scaled by one factor, to at most this norm: PyTorch's `clip_grad_norm_`. */
  readonly clipNorm?: number
}

export const clippingOptions = ['clipValue', 'clipEachNorm', 'clipNorm', 'clipGlobalNorm'] as const

/** Reads and checks the clipping options of a fit; `clipGlobalNorm` is another name of `clipNorm`. */
export function readClipping(options: Clipping & { clipGlobalNorm?: number }): Clipping {
  for (const name of clippingOptions) {
    const value = options[name]
    if (value !== undefined && !(typeof value === 'number' && value > 0)) {
      throw expected(`\`${name}\` to be a number > 0`, value)
    }
  }
  const { clipValue, clipEachNorm } = options
  return { clipValue, clipEachNorm, clipNorm: options.clipNorm ?? options.clipGlobalNorm }
}

/** The gradients, clipped. */
export function clipGradients(gradients: tf.Tensor[], { clipValue, clipEachNorm, clipNorm }: Clipping): tf.Tensor[] {
  let clipped = gradients
  if (clipValue !== undefined) clipped = clipped.map((g) => g.clipByValue(-clipValue, clipValue))
  if (clipEachNorm !== undefined) clipped = clipped.map((g) => g.mul(factor(sumOfSquares(g), clipEachNorm)))
  if (clipNorm !== undefined && clipped.length) {
    const scale = factor(tf.addN(clipped.map(sumOfSquares)), clipNorm)
    clipped = clipped.map((g) => g.mul(scale))
  }
  return clipped
}

/** √Σ g² over all gradients. */
export function globalNorm(gradients: tf.Tensor[]): tf.Scalar {
  return tf.addN(gradients.map(sumOfSquares)).sqrt() as tf.Scalar
}

const sumOfSquares = (g: tf.Tensor): tf.Tensor => g.square().sum()

/** min(1, limit / (norm + 1e-6)), as PyTorch. */
const factor = (squares: tf.Tensor, limit: number): tf.Tensor =>
  tf.scalar(limit).div(squares.sqrt().add(1e-6)).minimum(1)
