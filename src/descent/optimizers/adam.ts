import { fraction, nonNegative, optimizer, positive } from '../optimizer.ts'
import { zeros } from '../vectors.ts'

/**
 * Adam, adaptive moment estimation: momentum, divided by a running root mean square, both corrected for their start at 0.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     θ ← θ − η m̂ / (√v̂ + ε)      with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
 *
 * @default lr = 0.001 (η), beta1 = 0.9 (β₁), beta2 = 0.999 (β₂), epsilon = 1e-8 (ε). Keras takes ε = 1e-7.
 * @see Kingma and Ba, "Adam: a method for stochastic optimization", 2015, arXiv:1412.6980
 */
export const adam = optimizer({
  name: 'adam',
  options: { lr: positive(0.001), beta1: fraction(0.9), beta2: fraction(0.999), epsilon: nonNegative(1e-8) },
  state: (n) => ({ t: 0, m: zeros(n), v: zeros(n) }),
  update(x, g, state, { lr, beta1, beta2, epsilon }) {
    const { m, v } = state
    const t = ++state.t
    const mCorrection = 1 - beta1 ** t
    const vCorrection = 1 - beta2 ** t
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!
      v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!
      x[i]! -= (lr * (m[i]! / mCorrection)) / (Math.sqrt(v[i]! / vCorrection) + epsilon)
    }
  },
  rule: [
    ['m \\leftarrow \\beta_1 m + (1 - \\beta_1) g', "m = {beta1} \\cdot {m} + (1 - {beta1}) \\cdot {g} = {m'}"],
    ['v \\leftarrow \\beta_2 v + (1 - \\beta_2) g^2', "v = {beta2} \\cdot {v} + (1 - {beta2}) \\cdot {g}^2 = {v'}"],
    [
      '\\theta \\leftarrow \\theta - \\eta \\frac{m / (1 - \\beta_1^t)}{\\sqrt{v / (1 - \\beta_2^t)} + \\epsilon}',
      "\\theta = {x} - {lr} \\cdot \\frac{{m'} / (1 - {beta1}^{{t'}})}{\\sqrt{{v'} / (1 - {beta2}^{{t'}})} + {epsilon}} = {x'}",
    ],
  ],
})
