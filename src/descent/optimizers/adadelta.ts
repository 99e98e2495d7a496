import { fraction, optimizer, positive } from '../optimizer.ts'
import { zeros } from '../vectors.ts'

/**
 * AdaDelta: RMSProp whose step size comes from the size of the last updates, so that it needs no learning rate.
 *
 *     v ← ρ v + (1 − ρ) g²
 *     Δ ← g √(u + ε) / √(v + ε)
 *     u ← ρ u + (1 − ρ) Δ²
 *     θ ← θ − η Δ
 *
 * @default lr = 1 (η), rho = 0.9 (ρ), epsilon = 1e-6 (ε). Keras takes 0.001, 0.95 and 1e-7.
 * @see Zeiler, "ADADELTA: an adaptive learning rate method", 2012, arXiv:1212.5701
 */
export const adadelta = optimizer({
  name: 'adadelta',
  options: { lr: positive(1), rho: fraction(0.9), epsilon: positive(1e-6) },
  state: (n) => ({ v: zeros(n), u: zeros(n), delta: zeros(n) }),
  update(x, g, { v, u, delta }, { lr, rho, epsilon }) {
    for (let i = 0; i < x.length; i++) {
      v[i] = rho * v[i]! + (1 - rho) * g[i]! * g[i]!
      delta[i] = (Math.sqrt(u[i]! + epsilon) / Math.sqrt(v[i]! + epsilon)) * g[i]!
      u[i] = rho * u[i]! + (1 - rho) * delta[i]! * delta[i]!
      x[i]! -= lr * delta[i]!
    }
  },
  rule: [
    ['v \\leftarrow \\rho v + (1 - \\rho) g^2', "v = {rho} \\cdot {v} + (1 - {rho}) \\cdot {g}^2 = {v'}"],
    [
      '\\Delta \\leftarrow g \\sqrt{u + \\epsilon} / \\sqrt{v + \\epsilon}',
      "\\Delta = {g} \\cdot \\sqrt{{u} + {epsilon}} / \\sqrt{{v'} + {epsilon}} = {delta'}",
    ],
    ['u \\leftarrow \\rho u + (1 - \\rho) \\Delta^2', "u = {rho} \\cdot {u} + (1 - {rho}) \\cdot {delta'}^2 = {u'}"],
    ['\\theta \\leftarrow \\theta - \\eta \\Delta', "\\theta = {x} - {lr} \\cdot {delta'} = {x'}"],
  ],
})
