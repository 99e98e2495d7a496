/** What an objective must be at the start of a descent, and what an optimizer asks of it. */
import { describe, expected, GradlabError } from '../errors.ts'
import { type Objective, requireNumber } from './objective.ts'
import type { Optimizer } from './optimizer.ts'

/** @param at the point to start from */
export function requireDimension(objective: Objective, at: readonly number[]): void {
  const { dimension, leastDimension = 1, name } = objective
  const numbers = (n: number) => `${n} ${n === 1 ? 'number' : 'numbers'}`
  if (dimension !== undefined && at.length !== dimension) {
    throw expected(`\`at\` to have ${numbers(dimension)}, as many as ${name} takes`, at)
  }
  if (at.length < leastDimension) throw expected(`\`at\` to have at least ${numbers(leastDimension)} for ${name}`, at)
}

/**
 * A finite loss and gradient at the start, and a function that leaves its argument alone.
 * @param given what the reader wrote
 */
export function requireUsable(given: unknown, objective: Objective, at: readonly number[]): void {
  const probe = at.slice()
  const loss: unknown = objective.f(probe)
  if (probe.some((v, i) => v !== at[i])) {
    throw new GradlabError(
      `\`${objective.name}\` changes the array that it is given: the parameters themselves. Compute with a copy, such as x.slice().`,
    )
  }
  if (Number.isNaN(loss) && typeof given === 'function' && given.length > 1) {
    throw expected(
      'a function of one array',
      given,
      `It has ${given.length} parameters: write ([x, y]) => …, with brackets, instead of (x, y) => ….`,
    )
  }
  requireNumber(loss, objective.name, at)
  const gradient: unknown = objective.gradient(at.slice())
  const what = `the gradient of ${objective.name} to be an array of ${at.length} numbers, one for each of \`at\``
  if (!Array.isArray(gradient) || gradient.length !== at.length) throw expected(what, gradient)
  const bad = gradient.find((v) => typeof v !== 'number')
  if (bad !== undefined) throw expected(what, bad)
  if (!gradient.every(Number.isFinite)) {
    throw new GradlabError(
      `Expected the gradient of \`${objective.name}\` (by ${objective.gradientBy}) to be finite at the start, found [${gradient.join(', ')}] at [${at.join(', ')}]. Start elsewhere with \`at\`, or check the gradient with descent.checkGradient.`,
    )
  }
}

/** What an optimizer asks of the objective beyond the gradient. */
export function requireNeeds(optimizer: Optimizer, objective: Objective, at: readonly number[]): void {
  if (optimizer.needs.includes('hessian')) requireHessian(optimizer, objective, at)
  if (optimizer.needs.includes('proximal') && !objective.proximal) {
    throw new GradlabError(
      `\`${optimizer.name}\` needs an objective with a proximal operator, such as descent.lasso(set).`,
    )
  }
}

function requireHessian(optimizer: Optimizer, objective: Objective, at: readonly number[]): void {
  if (!objective.hessian) {
    throw new GradlabError(
      `\`${optimizer.name}\` needs the Hessian, and ${objective.name} has none: give { f, gradient, hessian }, with descent.numericHessian(gradient) where there is no formula.`,
    )
  }
  const n = at.length
  const hessian: unknown = objective.hessian(at.slice())
  const isRow = (row: unknown) => Array.isArray(row) && row.length === n && row.every(Number.isFinite)
  if (Array.isArray(hessian) && hessian.length === n && hessian.every(isRow)) return
  const found = Array.isArray(hessian) && n <= 3 ? JSON.stringify(hessian) : describe(hessian)
  throw new GradlabError(
    `Expected the Hessian of \`${objective.name}\` to be ${n} rows of ${n} finite numbers at the start, found ${found}.`,
  )
}
