import { tf } from '../../tf.ts'
import { describeOptimizer, type Optimizer } from './optimizer.ts'

const defaults = { lr: 1, rho: 0.9, epsilon: 1e-6 }

/**
 * Adadelta: s ← ρ·s + (1 − ρ)·g²; δ = √(d + ε) / √(s + ε) · g; d ← ρ·d + (1 − ρ)·δ²; w ← w − lr·δ.
 * PyTorch's defaults. Keras: ρ = 0.95, ε = 1e-7, lr = 0.001.
 * @param options.lr learning rate @default 1
 * @param options.rho ρ @default 0.9
 * @param options.epsilon ε @default 1e-6
 * @example train.adadelta()
 * Source: M. D. Zeiler, ADADELTA: an adaptive learning rate method (2012).
 */
export function adadelta(options?: { lr?: number; rho?: number; epsilon?: number }): Optimizer {
  return describeOptimizer('adadelta', defaults, options, ({ rho, epsilon }) => ({
    slots: { squares: 0, updates: 0 },
    scalars: (lr) => ({ lr, rho: tf.scalar(rho), epsilon: tf.scalar(epsilon) }),
    update(value, gradient, slots, { lr }) {
      const squares = slots.squares!.mul(rho).add(gradient.square().mul(1 - rho))
      const delta = slots.updates!.add(epsilon).sqrt().div(squares.add(epsilon).sqrt()).mul(gradient)
      const updates = slots.updates!.mul(rho).add(delta.square().mul(1 - rho))
      return { value: value.sub(delta.mul(lr!)), squares, updates }
    },
    fused: {
      op: 'ResourceApplyAdadelta',
      slots: ['squares', 'updates'],
      inputs: ['lr', 'rho', 'epsilon', 'gradient'],
      attributes: {},
    },
  }))
}
