import { checkName, expected, respelled } from '../../errors.ts'
import { adadelta } from './adadelta.ts'
import { adagrad } from './adagrad.ts'
import { adam, adamW } from './adam.ts'
import { nadam } from './nadam.ts'
import type { Optimizer } from './optimizer.ts'
import { rmsprop } from './rmsprop.ts'
import { momentum, nesterov, sgd } from './sgd.ts'

const makers: Record<string, (options?: any) => Optimizer> = {
  sgd,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adadelta,
  adam,
  adamW,
  nadam,
}
/** What a user may give as `optimizer`: one of `train`, its name, or a description with the same names (`descent`'s). */
export type OptimizerLike = string | Optimizer | { readonly name: string; readonly lr: number }

/** The optimizer of that name with its defaults, or the given one. */
export function resolveOptimizer(optimizer: OptimizerLike): Optimizer {
  if (typeof optimizer === 'string') {
    const name = respelled(optimizer, Object.keys(makers))
    checkName('optimizer', name, Object.keys(makers))
    return makers[name]!()
  }
  if (!optimizer || typeof optimizer !== 'object' || typeof optimizer.name !== 'string') {
    throw expected('`optimizer` to be a name or one of train.sgd(), train.adam() …', optimizer)
  }
  if ('rule' in optimizer) return optimizer
  const { name: given, ...options } = optimizer
  const name = respelled(given, Object.keys(makers))
  checkName('optimizer', name, Object.keys(makers))
  return makers[name]!(options)
}
