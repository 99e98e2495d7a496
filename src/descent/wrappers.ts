/** What can be put around any optimizer: weight decay, clipping, a schedule of the learning rate. */
import { expected, GradlabError } from '../errors.ts'
import { showOptimizer } from './named-display.ts'
import type { Optimizer, OptimizerState, Problem } from './optimizer.ts'
import { copyInto, norm, zeros } from './vectors.ts'

/**
 * Adds λθ to the gradient (L2 regularization), before the optimizer sees it.
 *
 *     g ← g + λ θ
 *
 * @param decay λ, a number ≥ 0. For decay that acts on the parameters themselves see `adamW`.
 */
export function weightDecay(optimizer: Optimizer, decay: number): Optimizer {
  requireNumber('`decay`', decay, 0)
  return onGradient(
    optimizer,
    ['weightDecay', 'decayed'],
    ['g \\leftarrow g + \\lambda \\theta', `g = {g} + ${decay} \\cdot {x} = {decayed'}`],
    (g, x) => {
      for (let i = 0; i < g.length; i++) g[i]! += decay * x[i]!
    },
  )
}

/**
 * Scales the gradient down where its norm is above a limit; the direction stays.
 *
 *     g ← g · min(1, limit / ‖g‖)
 *
 * @see Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013
 */
export function clipNorm(optimizer: Optimizer, limit: number): Optimizer {
  requireNumber('`limit`', limit)
  return onGradient(
    optimizer,
    ['clipNorm', 'clipped'],
    [
      'g \\leftarrow g \\min(1, c / \\lVert g \\rVert)',
      `g = {g} \\cdot \\min(1, ${limit} / \\lVert {g} \\rVert) = {clipped'}`,
    ],
    (g) => {
      const factor = limit / norm(g)
      if (factor < 1) for (let i = 0; i < g.length; i++) g[i]! *= factor
    },
  )
}

/** Cuts each component of the gradient to [−limit, limit]. */
export function clipValue(optimizer: Optimizer, limit: number): Optimizer {
  requireNumber('`limit`', limit)
  return onGradient(
    optimizer,
    ['clipValue', 'cut'],
    ['g \\leftarrow \\max(-c, \\min(c, g))', `g = \\max(-${limit}, \\min(${limit}, {g})) = {cut'}`],
    (g) => {
      for (let i = 0; i < g.length; i++) g[i] = Math.max(-limit, Math.min(limit, g[i]!))
    },
  )
}

/**
 * Multiplies the learning rate by a factor that depends on the step.
 *
 *     ηₜ = η · factor(t),   t = 0, 1, 2 …
 *
 * @example descent.schedule(descent.momentum({ lr: 0.1 }), (t) => 1 / (1 + 0.01 * t))
 */
export function schedule(optimizer: Optimizer, factor: (t: number) => number): Optimizer {
  requireOptimizer(optimizer)
  if (typeof factor !== 'function')
    throw expected('`factor` to be a function of the step, such as (t) => 0.99 ** t', factor)
  return showOptimizer({
    ...inherit(optimizer, 'schedule'),
    rule: [
      ['\\eta_t = \\eta \\cdot f(t)', "\\eta_t = {lr} \\cdot f({t}) = {lrNow'}"],
      ...inner(optimizer, '{lr}', "{lrNow'}"),
    ],
    state: (n) => ({ t: 0, lrNow: 0, inner: optimizer.state(n) }),
    update(x, g, state, options, problem) {
      const now = factor(state.t)
      if (!(now >= 0 && now < Infinity)) {
        throw expected(`the schedule to return a number ≥ 0 at step ${state.t}`, now)
      }
      state.t++
      state.lrNow = options.lr * now
      return optimizer.update(x, g, state.inner, { ...options, lr: state.lrNow }, problem) ?? state.lrNow
    },
  })
}

function onGradient(
  optimizer: Optimizer,
  [name, key]: readonly [name: string, key: string],
  rule: readonly [string, string],
  change: (g: number[], x: readonly number[]) => void,
): Optimizer {
  requireOptimizer(optimizer)
  if (optimizer.needs.includes('full objective')) {
    throw new GradlabError(
      `\`${name}\` can't be put around \`${optimizer.name}\`: its line search measures the objective itself. Put the term into the objective.`,
    )
  }
  return showOptimizer({
    ...inherit(optimizer, name),
    rule: [rule, ...inner(optimizer, '{g}', `{${key}'}`)],
    state: (n): OptimizerState => ({ [key]: zeros(n), inner: optimizer.state(n) }),
    update(x, g, state, options, problem: Problem) {
      const changed = copyInto(state[key], g)
      change(changed, x)
      return optimizer.update(x, changed, state.inner, options, problem)
    },
  })
}

/** The inner rule, with the number that the wrapper made in place of the one it took. */
function inner(optimizer: Optimizer, from: string, to: string): [string, string][] {
  return optimizer.rule.map(([formula, filled]) => [formula, filled.replaceAll(from, to)])
}

function inherit(optimizer: Optimizer, name: string): Omit<Optimizer, 'rule' | 'state' | 'update'> {
  const { options, needs, batchSize, check } = optimizer
  return { name: `${name}(${optimizer.name})`, options, needs, batchSize, check }
}

function requireOptimizer(optimizer: Optimizer): void {
  if (typeof optimizer?.update !== 'function') throw expected('an optimizer such as descent.adam()', optimizer)
}

function requireNumber(what: string, value: number, atLeast?: number): void {
  if (typeof value === 'number' && (atLeast === undefined ? value > 0 : value >= atLeast)) return
  throw expected(`${what} to be a number ${atLeast === undefined ? '> 0' : `≥ ${atLeast}`}`, value)
}
