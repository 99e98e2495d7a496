import { fraction, nonNegative, optimizer, positive } from '../optimizer.ts'
import { zeros } from '../vectors.ts'

/**
 * Nadam: Adam with Nesterov's look-ahead, and a momentum that warms up.
 *
 *     μₜ = β₁ (1 − ½ · 0.96^(tψ))
 *     m ← β₁ m + (1 − β₁) g
 *     v ← β₂ v + (1 − β₂) g²
 *     m̂ = μₜ₊₁ m / (1 − Π μ₁…μₜ₊₁) + (1 − μₜ) g / (1 − Π μ₁…μₜ)
 *     θ ← θ − η m̂ / (√v̂ + ε)      with v̂ = v / (1 − β₂ᵗ)
 *
 * @default lr = 0.002 (η), beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 (ε), momentumDecay = 0.004 (ψ)
 * @see Dozat, "Incorporating Nesterov momentum into Adam", 2016
 */
export const nadam = optimizer({
  name: 'nadam',
  options: {
    lr: positive(0.002),
    beta1: fraction(0.9),
    beta2: fraction(0.999),
    epsilon: nonNegative(1e-8),
    momentumDecay: nonNegative(0.004),
  },
  state: (n) => ({ t: 0, muProduct: 1, m: zeros(n), v: zeros(n), mHat: zeros(n) }),
  update(x, g, state, { lr, beta1, beta2, epsilon, momentumDecay }) {
    const { m, v, mHat } = state
    const t = ++state.t
    const mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay))
    const muNext = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentumDecay))
    state.muProduct *= mu
    const ahead = muNext / (1 - state.muProduct * muNext)
    const here = (1 - mu) / (1 - state.muProduct)
    const vCorrection = 1 - beta2 ** t
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!
      v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!
      mHat[i] = ahead * m[i]! + here * g[i]!
      x[i]! -= (lr * mHat[i]!) / (Math.sqrt(v[i]! / vCorrection) + epsilon)
    }
  },
  rule: [
    ['m \\leftarrow \\beta_1 m + (1 - \\beta_1) g', "m = {beta1} \\cdot {m} + (1 - {beta1}) \\cdot {g} = {m'}"],
    ['v \\leftarrow \\beta_2 v + (1 - \\beta_2) g^2', "v = {beta2} \\cdot {v} + (1 - {beta2}) \\cdot {g}^2 = {v'}"],
    [
      '\\hat m \\leftarrow \\frac{\\mu_{t+1} m}{1 - \\prod_1^{t+1}\\mu_i} + \\frac{(1 - \\mu_t) g}{1 - \\prod_1^t\\mu_i}',
      "\\hat m = {mHat'}",
    ],
    [
      '\\theta \\leftarrow \\theta - \\eta \\frac{\\hat m}{\\sqrt{v / (1 - \\beta_2^t)} + \\epsilon}',
      "\\theta = {x} - {lr} \\cdot \\frac{{mHat'}}{\\sqrt{{v'} / (1 - {beta2}^{{t'}})} + {epsilon}} = {x'}",
    ],
  ],
})
