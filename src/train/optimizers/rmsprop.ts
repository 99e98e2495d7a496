import type { tf } from '../../tf.ts'
import { describeOptimizer, type Optimizer, type Tensors } from './optimizer.ts'

const defaults = { lr: 0.01, alpha: 0.99, epsilon: 1e-8, momentum: 0 }

/**
 * RMSProp: s ← α·s + (1 − α)·g²; w ← w − lr·g / (√s + ε); with momentum, v ← μ·v + g / (√s + ε); w ← w − lr·v.
 * PyTorch's defaults and form. Keras: α (there `rho`) = 0.9, ε = 1e-7 inside the root, lr = 0.001.
 * @param options.lr learning rate @default 0.01
 * @param options.alpha how much of the old average stays @default 0.99
 * @param options.epsilon ε @default 1e-8
 * @param options.momentum μ @default 0
 * @example train.rmsprop({ lr: 0.001 })
 * Source: G. Hinton, Neural networks for machine learning, lecture 6e (2012).
 */
export function rmsprop(options?: { lr?: number; alpha?: number; epsilon?: number; momentum?: number }): Optimizer {
  return describeOptimizer('rmsprop', defaults, options, ({ alpha, epsilon, momentum }) => ({
    slots: { squares: 0, ...(momentum ? { velocity: 0 } : {}) } as Record<string, number>,
    scalars: (lr) => ({ lr }),
    update(value, gradient, slots, { lr }): Tensors & { value: tf.Tensor } {
      const squares = slots.squares!.mul(alpha).add(gradient.square().mul(1 - alpha))
      const scaled = gradient.div(squares.sqrt().add(epsilon))
      if (!momentum) return { value: value.sub(scaled.mul(lr!)), squares }
      const velocity = slots.velocity!.mul(momentum).add(scaled)
      return { value: value.sub(velocity.mul(lr!)), squares, velocity }
    },
  }))
}
