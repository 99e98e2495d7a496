import { fraction, nonNegative, optimizer, positive } from '../optimizer.ts'
import { zeros } from '../vectors.ts'

/**
 * Stochastic gradient descent: each step looks at one sample, or at a mini-batch where `descent.start` is given
 * `batchSize`. On an objective that is no sum over samples it is batch descent.
 *
 *     g ← g + λ θ          (weight decay)
 *     v ← μ v + g
 *     θ ← θ − η v
 *
 * @default lr = 0.001 (η), momentum = 0 (μ), weightDecay = 0 (λ)
 * @see Robbins and Monro, "A stochastic approximation method", 1951
 */
export const sgd = optimizer({
  name: 'sgd',
  options: { lr: positive(0.001), momentum: fraction(0), weightDecay: nonNegative(0) },
  batchSize: 1,
  state: (n) => ({ v: zeros(n) }),
  update(x, g, { v }, { lr, momentum, weightDecay }) {
    for (let i = 0; i < x.length; i++) {
      v[i] = momentum * v[i]! + g[i]! + weightDecay * x[i]!
      x[i]! -= lr * v[i]!
    }
  },
  rule: [
    ['v \\leftarrow \\mu v + g + \\lambda\\theta', "v = {momentum} \\cdot {v} + {g} + {weightDecay} \\cdot {x} = {v'}"],
    ['\\theta \\leftarrow \\theta - \\eta v', "\\theta = {x} - {lr} \\cdot {v'} = {x'}"],
  ],
})
