import { nonNegative, optimizer, positive } from '../optimizer.ts'
import { zeros } from '../vectors.ts'

/**
 * AdaGrad: each parameter's step shrinks with the sum of its squared gradients so far.
 *
 *     s ← s + g²
 *     θ ← θ − η g / (√s + ε)
 *
 * @default lr = 0.01 (η), epsilon = 1e-10 (ε). Keras starts s at 0.1 and takes η = 0.001, ε = 1e-7.
 * @see Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011
 */
export const adagrad = optimizer({
  name: 'adagrad',
  options: { lr: positive(0.01), epsilon: nonNegative(1e-10) },
  state: (n) => ({ s: zeros(n) }),
  update(x, g, { s }, { lr, epsilon }) {
    for (let i = 0; i < x.length; i++) {
      s[i]! += g[i]! * g[i]!
      x[i]! -= (lr * g[i]!) / (Math.sqrt(s[i]!) + epsilon)
    }
  },
  rule: [
    ['s \\leftarrow s + g^2', "s = {s} + {g}^2 = {s'}"],
    [
      '\\theta \\leftarrow \\theta - \\eta\\,g / (\\sqrt{s} + \\epsilon)',
      "\\theta = {x} - {lr} \\cdot {g} / (\\sqrt{{s'}} + {epsilon}) = {x'}",
    ],
  ],
})
