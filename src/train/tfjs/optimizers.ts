/** TensorFlow.js's own optimizers as update rules, in its forms and with its constants. */
import type { tf } from '../../tf.ts'
import { adam } from '../optimizers/adam.ts'
import type { Optimizer, UpdateRule } from '../optimizers/optimizer.ts'
import { sgd } from '../optimizers/sgd.ts'

interface Fields {
  learningRate: number
  momentum: number
  useNesterov: boolean
  beta1: number
  beta2: number
  epsilon: number
  decay: number
  centered: boolean
  initialAccumulatorValue: number
}

/** The same optimizer as a description; undefined for one that there is no rule for (its Adadelta divides by an old average). */
export function describeTfjsOptimizer(optimizer: tf.Optimizer): Optimizer | undefined {
  const o = optimizer as unknown as Fields
  const lr = o.learningRate
  switch (optimizer.getClassName()) {
    case 'SGD':
      return sgd({ lr })
    case 'Momentum':
      return sgd({ lr, momentum: o.momentum, nesterov: o.useNesterov })
    case 'Adam':
      return adam({ lr, beta1: o.beta1, beta2: o.beta2, epsilon: o.epsilon })
    case 'Adagrad':
      return { ...described('Adagrad', lr), rule: adagradRule(o) }
    case 'RMSProp':
      return o.centered ? undefined : { ...described('RMSProp', lr), rule: rmspropRule(o) }
    default:
      return undefined
  }
}

const described = (name: string, lr: number) => ({ name, lr, options: {} })

/** s ← s + g²; w ← w − lr·g / √(s + ε), with TensorFlow.js's ε of 1e-7. */
function adagradRule({ initialAccumulatorValue }: Fields): UpdateRule {
  return {
    slots: { squares: initialAccumulatorValue },
    scalars: (lr) => ({ lr }),
    update(value, gradient, slots, { lr }) {
      const squares = slots.squares!.add(gradient.square())
      return { value: value.sub(gradient.mul(lr!).div(squares.add(1e-7).sqrt())), squares }
    },
  }
}

/** s ← ρ·s + (1 − ρ)·g²; v ← μ·v + lr·g / √(s + ε); w ← w − v. */
function rmspropRule({ decay, momentum, epsilon }: Fields): UpdateRule {
  return {
    slots: { squares: 0, velocity: 0 },
    scalars: (lr) => ({ lr }),
    update(value, gradient, slots, { lr }) {
      const squares = slots.squares!.mul(decay).add(gradient.square().mul(1 - decay))
      const step = gradient.mul(lr!).div(squares.add(epsilon).sqrt())
      const velocity = slots.velocity!.mul(momentum).add(step)
      return { value: value.sub(velocity), squares, velocity }
    },
  }
}
