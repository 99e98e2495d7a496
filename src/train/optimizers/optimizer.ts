import { checkOptions, expected } from '../../errors.ts'
import type { tf } from '../../tf.ts'

export type Tensors = Record<string, tf.Tensor>

/** A TensorFlow kernel that does a whole update in one pass over the memory; its numbers are those of `update`. */
export interface FusedKernel {
  /** e.g. 'ResourceApplyAdam'; its inputs are the weight, then the slots, then these, by the names of scalars or 'gradient'. */
  readonly op: string
  readonly slots: readonly string[]
  readonly inputs: readonly string[]
  readonly attributes: Readonly<Record<string, boolean>>
}

/** How an optimizer changes one weight: tensors in, tensors out; the same code runs op by op and is recorded into graphs. */
export interface UpdateRule {
  /** Tensors kept for every weight (momentum …), with the value they begin with. */
  readonly slots: Readonly<Record<string, number>>
  /** Numbers kept for the whole optimizer, with the value they begin with. */
  readonly globals?: Readonly<Record<string, number>>
  /** What is the same for all weights in one step; a result named as a global becomes its new value. t counts from 1. */
  scalars(lr: tf.Tensor, t: tf.Tensor, globals: Tensors): Tensors
  /** What is done before `update`, or before the fused kernel: weight decay. */
  before?(value: tf.Tensor, gradient: tf.Tensor, scalars: Tensors): { value?: tf.Tensor; gradient?: tf.Tensor }
  /** The new value of the weight and of every slot. */
  update(value: tf.Tensor, gradient: tf.Tensor, slots: Tensors, scalars: Tensors): Tensors & { value: tf.Tensor }
  readonly fused?: FusedKernel
}

/** A description of an optimizer: it holds numbers, no tensors, so one may serve many fits. */
export interface Optimizer {
  readonly name: string
  /** The learning rate; set it at any time, also while training. */
  lr: number
  readonly options: Readonly<Record<string, number | boolean>>
  readonly rule: UpdateRule
}

/** Checks options and makes the description. */
export function describeOptimizer<O extends Record<string, number | boolean>>(
  name: string,
  defaults: O,
  given: Partial<O> | undefined,
  makeRule: (options: O) => UpdateRule,
): Optimizer {
  checkOptions(`train.${name}`, given, Object.keys(defaults))
  const options = { ...defaults, ...given }
  for (const [key, value] of Object.entries(options)) checkNumber(key, value, typeof defaults[key])
  const { lr, ...rest } = options as Record<string, number | boolean>
  let rate = lr as number
  return {
    name,
    get lr() {
      return rate
    },
    set lr(value: number) {
      checkNumber('lr', value, 'number')
      rate = value
    },
    options: rest,
    rule: makeRule(options),
  }
}

const fractions = new Set(['beta1', 'beta2', 'alpha', 'rho', 'momentum'])

function checkNumber(key: string, value: unknown, type: string): void {
  if (type === 'boolean') {
    if (typeof value !== 'boolean') throw expected(`\`${key}\` to be true or false`, value)
  } else if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw expected(`\`${key}\` to be a number ${key === 'lr' ? '>' : '≥'} 0`, value)
  } else if (key === 'lr' && value === 0) {
    throw expected('`lr` to be a number > 0', value, 'To train only some layers, set `layer.trainable = false`.')
  } else if (fractions.has(key) && value >= 1) {
    throw expected(`\`${key}\` to be a number in [0, 1)`, value)
  }
}
