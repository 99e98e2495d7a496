import { tf } from '../../tf.ts'
import { describeOptimizer, type Optimizer, type UpdateRule } from './optimizer.ts'

interface AdamOptions {
  /** Learning rate. @default 0.001 */
  lr?: number
  /** How much of the old mean of the gradients stays. @default 0.9 */
  beta1?: number
  /** How much of the old mean of their squares stays. @default 0.999 */
  beta2?: number
  /** ε, added to the root. @default 1e-8 */
  epsilon?: number
  /** `adam`: adds weightDecay · w to the gradient; `adamW`: shrinks w by lr · weightDecay. @default 0 (`adamW`: 0.01) */
  weightDecay?: number
}

const defaults = { lr: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }

/** 1 − βᵗ; through expm1, because 1 − 0.999 in float32 is off in the fifth digit. */
export function biasCorrection(beta: number, t: tf.Tensor): tf.Tensor {
  return t.mul(Math.log(beta)).expm1().neg()
}

/**
 * m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε).
 * Computed as w ← w − rate · m / (√v + ε′) with rate = lr·√(1 − β₂ᵗ) / (1 − β₁ᵗ) and ε′ = ε·√(1 − β₂ᵗ): the same number,
 * in the form of TensorFlow's kernel.
 */
function rule(options: typeof defaults, decoupled: boolean): UpdateRule {
  const { epsilon, weightDecay } = options
  // As float32, like the kernel: its 1 − β₂ must be the one that the bias correction takes out again.
  const [beta1, beta2] = [Math.fround(options.beta1), Math.fround(options.beta2)]
  return {
    slots: { m: 0, v: 0 },
    scalars(lr, t) {
      const root = biasCorrection(beta2, t).sqrt()
      const rate = beta1 > 0 ? lr.mul(root).div(biasCorrection(beta1, t)) : lr.mul(root)
      const zero = tf.scalar(0)
      return {
        rate,
        epsilon: root.mul(epsilon),
        keep: lr.mul(-weightDecay).add(1),
        zero,
        beta1: tf.scalar(beta1),
        beta2: tf.scalar(beta2),
      }
    },
    before: weightDecay
      ? (value, gradient, { keep }) =>
          decoupled ? { value: value.mul(keep!) } : { gradient: gradient.add(value.mul(weightDecay)) }
      : undefined,
    update(value, gradient, slots, { rate, epsilon }) {
      const m = slots.m!.add(gradient.sub(slots.m!).mul(1 - beta1))
      const v = slots.v!.add(
        gradient
          .square()
          .sub(slots.v!)
          .mul(1 - beta2),
      )
      return { value: value.sub(m.mul(rate!).div(v.sqrt().add(epsilon!))), m, v }
    },
    fused: {
      op: 'ResourceApplyAdam',
      slots: ['m', 'v'],
      // The kernel's own bias correction is switched off by powers of 0: `rate` holds it already.
      inputs: ['zero', 'zero', 'rate', 'beta1', 'beta2', 'epsilon', 'gradient'],
      attributes: { use_nesterov: false },
    },
  }
}

/**
 * Adam (adaptive moment estimation). PyTorch's defaults; Keras: ε = 1e-7.
 * @example train.adam({ lr: 0.001 })
 * Source: D. P. Kingma, J. Ba, Adam: a method for stochastic optimization (2015).
 */
export function adam(options?: AdamOptions): Optimizer {
  return describeOptimizer('adam', defaults, options, (o) => rule(o, false))
}

/**
 * Adam with decoupled weight decay: w ← w·(1 − lr·weightDecay), then Adam's step. PyTorch's defaults; Keras decays by 0.004.
 * @example train.adamW({ lr: 0.001, weightDecay: 0.01 })
 * Source: I. Loshchilov, F. Hutter, Decoupled weight decay regularization (2019).
 */
export function adamW(options?: AdamOptions): Optimizer {
  return describeOptimizer('adamW', { ...defaults, weightDecay: 0.01 }, options, (o) => rule(o, true))
}
