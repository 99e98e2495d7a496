import { fraction, optimizer, positive } from '../optimizer.ts'
import { zeros } from '../vectors.ts'

/**
 * Momentum, the heavy ball: the update keeps a part of its last velocity.
 *
 *     v ← μ v + g
 *     θ ← θ − η v
 *
 * As PyTorch writes it. Keras folds the learning rate into the velocity (v ← μ v − η g, θ ← θ + v): the same path while
 * the learning rate stays, another one after it changes.
 *
 * @default lr = 0.001 (η), momentum = 0.9 (μ)
 * @see Polyak, "Some methods of speeding up the convergence of iteration methods", 1964
 */
export const momentum = optimizer({
  name: 'momentum',
  options: { lr: positive(0.001), momentum: fraction(0.9) },
  state: (n) => ({ v: zeros(n) }),
  update(x, g, { v }, { lr, momentum }) {
    for (let i = 0; i < x.length; i++) {
      v[i] = momentum * v[i]! + g[i]!
      x[i]! -= lr * v[i]!
    }
  },
  rule: [
    ['v \\leftarrow \\mu v + g', "v = {momentum} \\cdot {v} + {g} = {v'}"],
    ['\\theta \\leftarrow \\theta - \\eta v', "\\theta = {x} - {lr} \\cdot {v'} = {x'}"],
  ],
})
