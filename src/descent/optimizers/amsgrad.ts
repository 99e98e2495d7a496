import { fraction, nonNegative, optimizer, positive } from '../optimizer.ts'
import { zeros } from '../vectors.ts'

/**
 * AMSGrad: Adam whose divisor never shrinks, which repairs a gap in Adam's proof of convergence.
 *
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     vₘₐₓ ← max(vₘₐₓ, v)
 *     θ ← θ − η m̂ / (√v̂ₘₐₓ + ε)   with m̂ = m / (1 − β₁ᵗ), v̂ₘₐₓ = vₘₐₓ / (1 − β₂ᵗ)
 *
 * @default lr = 0.001 (η), beta1 = 0.9 (β₁), beta2 = 0.999 (β₂), epsilon = 1e-8 (ε)
 * @see Reddi, Kale and Kumar, "On the convergence of Adam and beyond", 2018, arXiv:1904.09237
 */
export const amsgrad = optimizer({
  name: 'amsgrad',
  options: { lr: positive(0.001), beta1: fraction(0.9), beta2: fraction(0.999), epsilon: nonNegative(1e-8) },
  state: (n) => ({ t: 0, m: zeros(n), v: zeros(n), vMax: zeros(n) }),
  update(x, g, state, { lr, beta1, beta2, epsilon }) {
    const { m, v, vMax } = state
    const t = ++state.t
    const mCorrection = 1 - beta1 ** t
    const vCorrection = 1 - beta2 ** t
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!
      v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!
      vMax[i] = Math.max(vMax[i]!, v[i]!)
      x[i]! -= (lr * (m[i]! / mCorrection)) / (Math.sqrt(vMax[i]! / vCorrection) + epsilon)
    }
  },
  rule: [
    ['m \\leftarrow \\beta_1 m + (1 - \\beta_1) g', "m = {beta1} \\cdot {m} + (1 - {beta1}) \\cdot {g} = {m'}"],
    ['v \\leftarrow \\beta_2 v + (1 - \\beta_2) g^2', "v = {beta2} \\cdot {v} + (1 - {beta2}) \\cdot {g}^2 = {v'}"],
    ['v_{\\max} \\leftarrow \\max(v_{\\max}, v)', "v_{\\max} = \\max({vMax}, {v'}) = {vMax'}"],
    [
      '\\theta \\leftarrow \\theta - \\eta \\frac{m / (1 - \\beta_1^t)}{\\sqrt{v_{\\max} / (1 - \\beta_2^t)} + \\epsilon}',
      "\\theta = {x} - {lr} \\cdot \\frac{{m'} / (1 - {beta1}^{{t'}})}{\\sqrt{{vMax'} / (1 - {beta2}^{{t'}})} + {epsilon}} = {x'}",
    ],
  ],
})
