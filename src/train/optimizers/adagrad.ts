import { tf } from '../../tf.ts'
import { describeOptimizer, type Optimizer } from './optimizer.ts'

const defaults = { lr: 0.01, epsilon: 1e-10, initialAccumulator: 0 }

/**
 * AdaGrad: s ← s + g²; w ← w − lr·g / (√s + ε).
 * PyTorch's defaults: ε = 1e-10, s starts at 0. Keras: ε = 1e-7, s starts at 0.1, lr = 0.001.
 * @param options.lr learning rate @default 0.01
 * @param options.epsilon ε @default 1e-10
 * @param options.initialAccumulator where s starts @default 0
 * @example train.adagrad({ lr: 0.1 })
 * Source: J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods (2011).
 */
export function adagrad(options?: { lr?: number; epsilon?: number; initialAccumulator?: number }): Optimizer {
  return describeOptimizer('adagrad', defaults, options, ({ epsilon, initialAccumulator }) => ({
    slots: { squares: initialAccumulator },
    scalars: (lr) => ({ lr, epsilon: tf.scalar(epsilon) }),
    update(value, gradient, slots, { lr }) {
      const squares = slots.squares!.add(gradient.square())
      return { value: value.sub(gradient.mul(lr!).div(squares.sqrt().add(epsilon))), squares }
    },
    fused: {
      op: 'ResourceApplyAdagradV2',
      slots: ['squares'],
      inputs: ['lr', 'epsilon', 'gradient'],
      attributes: { update_slots: true },
    },
  }))
}
