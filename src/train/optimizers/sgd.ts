import { tf } from '../../tf.ts'
import { describeOptimizer, type Optimizer, type UpdateRule } from './optimizer.ts'

interface SgdOptions {
  /** Learning rate. @default 0.001 */
  lr?: number
  /** μ of the momentum. @default 0 (`momentum` and `nesterov`: 0.9) */
  momentum?: number
  /** Looks ahead: w ← w − lr·(g + μ·v). @default false */
  nesterov?: boolean
  /** Adds weightDecay · w to the gradient: an L2 penalty. @default 0 */
  weightDecay?: number
}

const defaults = { lr: 0.001, momentum: 0, nesterov: false, weightDecay: 0 }
const withMomentum = { lr: 0.001, momentum: 0.9, weightDecay: 0 }

/** v ← μ·v + g; w ← w − lr·v, or w ← w − lr·(g + μ·v) with Nesterov's look ahead. */
function rule({ momentum, nesterov, weightDecay }: typeof defaults): UpdateRule {
  const before: UpdateRule['before'] | undefined = weightDecay
    ? (value, gradient) => ({ gradient: gradient.add(value.mul(weightDecay)) })
    : undefined
  if (!momentum) {
    return {
      slots: {},
      scalars: (lr) => ({ lr }),
      before,
      update: (value, gradient, _slots, { lr }) => ({ value: value.sub(gradient.mul(lr!)) }),
      fused: { op: 'ResourceApplyGradientDescent', slots: [], inputs: ['lr', 'gradient'], attributes: {} },
    }
  }
  return {
    slots: { velocity: 0 },
    scalars: (lr) => ({ lr, momentum: tf.scalar(momentum) }),
    before,
    update(value, gradient, slots, { lr }) {
      const velocity = slots.velocity!.mul(momentum).add(gradient)
      const direction = nesterov ? gradient.add(velocity.mul(momentum)) : velocity
      return { value: value.sub(direction.mul(lr!)), velocity }
    },
    fused: {
      op: 'ResourceApplyMomentum',
      slots: ['velocity'],
      inputs: ['lr', 'gradient', 'momentum'],
      attributes: { use_nesterov: nesterov },
    },
  }
}

/**
 * Stochastic gradient descent: w ← w − lr·g. PyTorch's defaults; Keras: lr = 0.01.
 * With momentum it is PyTorch's form, v ← μ·v + g; w ← w − lr·v; Keras writes v ← μ·v − lr·g, which differs once lr changes.
 * @example train.sgd({ lr: 0.1 })
 */
export function sgd(options?: SgdOptions): Optimizer {
  return describeOptimizer('sgd', defaults, options, rule)
}

/**
 * Gradient descent with momentum: v ← μ·v + g; w ← w − lr·v.
 * @example train.momentum({ lr: 0.01, momentum: 0.9 })
 * Source: B. T. Polyak, Some methods of speeding up the convergence of iteration methods (1964).
 */
export function momentum(options?: Omit<SgdOptions, 'nesterov'>): Optimizer {
  return describeOptimizer('momentum', withMomentum, options, (o) => rule({ ...o, nesterov: false }))
}

/**
 * Nesterov's momentum: v ← μ·v + g; w ← w − lr·(g + μ·v).
 * @example train.nesterov({ lr: 0.01, momentum: 0.9 })
 * Source: I. Sutskever et al., On the importance of initialization and momentum in deep learning (2013).
 */
export function nesterov(options?: Omit<SgdOptions, 'nesterov'>): Optimizer {
  return describeOptimizer('nesterov', withMomentum, options, (o) => rule({ ...o, nesterov: true }))
}
