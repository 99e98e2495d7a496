import { biasCorrection } from './adam.ts'
import { describeOptimizer, type Optimizer } from './optimizer.ts'

const defaults = { lr: 0.002, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, momentumDecay: 4e-3 }

/**
 * Adam with Nesterov's momentum: μₜ = β₁·(1 − ½·0.96^(t·ψ)); m, v as in Adam;
 * w ← w − lr · ((1 − μₜ)·g / (1 − Πμ) + μₜ₊₁·m / (1 − Πμ·μₜ₊₁)) / (√(v / (1 − β₂ᵗ)) + ε).
 * PyTorch's defaults. Keras: lr = 0.001, ε = 1e-7.
 * @param options.lr learning rate @default 0.002
 * @param options.momentumDecay ψ @default 0.004
 * @example train.nadam({ lr: 0.002 })
 * Source: T. Dozat, Incorporating Nesterov momentum into Adam (2016).
 */
export function nadam(options?: {
  lr?: number
  beta1?: number
  beta2?: number
  epsilon?: number
  momentumDecay?: number
}): Optimizer {
  return describeOptimizer('nadam', defaults, options, ({ beta1, beta2, epsilon, momentumDecay }) => ({
    slots: { m: 0, v: 0 },
    globals: { muProduct: 1 },
    scalars(lr, t, globals) {
      const log = momentumDecay * Math.log(0.96)
      const mu = t.mul(log).exp().mul(-0.5).add(1).mul(beta1)
      const next = t.add(1).mul(log).exp().mul(-0.5).add(1).mul(beta1)
      const muProduct = globals.muProduct!.mul(mu)
      return {
        muProduct,
        ofGradient: lr.mul(mu.neg().add(1)).div(muProduct.neg().add(1)),
        ofMean: lr.mul(next).div(muProduct.mul(next).neg().add(1)),
        correction: biasCorrection(beta2, t),
      }
    },
    update(value, gradient, slots, { ofGradient, ofMean, correction }) {
      const m = slots.m!.add(gradient.sub(slots.m!).mul(1 - beta1))
      const v = slots.v!.add(
        gradient
          .square()
          .sub(slots.v!)
          .mul(1 - beta2),
      )
      const root = v.div(correction!).sqrt().add(epsilon)
      return { value: value.sub(gradient.mul(ofGradient!).add(m.mul(ofMean!)).div(root)), m, v }
    },
  }))
}
