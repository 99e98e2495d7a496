import { fraction, nonNegative, optimizer, positive } from '../optimizer.ts'
import { zeros } from '../vectors.ts'

/**
 * RMSProp: divides the gradient by a running root mean square of itself.
 *
 *     v ← α v + (1 − α) g²
 *     θ ← θ − η g / (√v + ε)
 *
 * @default lr = 0.01 (η), alpha = 0.99 (α), epsilon = 1e-8 (ε). Keras takes 0.001, 0.9 and 1e-7.
 * @see Tieleman and Hinton, "Lecture 6.5: RMSProp", Coursera, Neural networks for machine learning, 2012
 */
export const rmsprop = optimizer({
  name: 'rmsprop',
  options: { lr: positive(0.01), alpha: fraction(0.99), epsilon: nonNegative(1e-8) },
  state: (n) => ({ v: zeros(n) }),
  update(x, g, { v }, { lr, alpha, epsilon }) {
    for (let i = 0; i < x.length; i++) {
      v[i] = alpha * v[i]! + (1 - alpha) * g[i]! * g[i]!
      x[i]! -= (lr * g[i]!) / (Math.sqrt(v[i]!) + epsilon)
    }
  },
  rule: [
    ['v \\leftarrow \\alpha v + (1 - \\alpha) g^2', "v = {alpha} \\cdot {v} + (1 - {alpha}) \\cdot {g}^2 = {v'}"],
    [
      '\\theta \\leftarrow \\theta - \\eta\\,g / (\\sqrt{v} + \\epsilon)',
      "\\theta = {x} - {lr} \\cdot {g} / (\\sqrt{{v'}} + {epsilon}) = {x'}",
    ],
  ],
})
