/** What is minimized: a function of n numbers with a gradient, however it came by it. */
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { centralDifferences } from './differences.ts'
import { requireArray, requireCount, requireFunction, requirePoint } from './inputs.ts'
import { showObjective } from './named-display.ts'
import { isValue, valueGradient } from './value-function.ts'

/** A point with the loss there. */
export interface Minimum {
  readonly at: readonly number[]
  readonly value: number
}

/** The range of each axis of a picture: [[from, to], [from, to]]. */
export type Domain = readonly (readonly [number, number])[]

/** An objective that is a mean over samples: what stochastic and mini-batch descent look at. */
export interface Samples {
  readonly size: number
  /** The mean loss over these rows. */
  f(x: readonly number[], rows: ArrayLike<number>): number
  gradient(x: readonly number[], rows: ArrayLike<number>, out: number[]): number[]
}

/** How the gradient is computed. */
export type GradientBy = 'formula' | 'reverse-mode autodiff' | 'central differences'

export interface ObjectiveParts {
  /** A name for titles and tables. @default the function's own name, else 'objective' */
  name?: string
  /** The loss at x. */
  f: (x: readonly number[]) => number
  /** The gradient at x; writes it into `out` where that is given, so that no memory is taken in the hot path. */
  gradient?: (x: readonly number[], out?: number[]) => number[]
  /** The matrix of second derivatives at x, n × n. Newton's method needs it. */
  hessian?: (x: readonly number[]) => number[][]
  /** How many parameters it takes. @default any number */
  dimension?: number
  /** The fewest parameters it takes, where it takes any number. @default 1 */
  leastDimension?: number
  /** Known minima. */
  minima?: readonly Minimum[]
  /** What a picture shows. */
  domain?: Domain
  /** Where a descent starts if `at` is not given. */
  start?: readonly number[]
  /** The formula in LaTeX. */
  formula?: string
  /** Where it comes from. */
  source?: string
  /** Names of the parameters, for tables and axes. @default θ₁, θ₂ … */
  parameterNames?: readonly string[]
  samples?: Samples
  proximal?: (x: number[], stepSize: number) => void
  smoothGradient?: (x: readonly number[], out?: number[]) => number[]
}

/** A function to minimize. Call it, or ask it for its gradient, Hessian, known minima and plotting domain. */
export interface Objective extends Omit<ObjectiveParts, 'name'> {
  (x: readonly number[]): number
  readonly name: string
  gradient(x: readonly number[], out?: number[]): number[]
  readonly gradientBy: GradientBy
  readonly minima: readonly Minimum[]
}

const keys = [
  'name',
  'f',
  'gradient',
  'hessian',
  'dimension',
  'leastDimension',
  'minima',
  'domain',
  'start',
  'formula',
  'source',
  'parameterNames',
  'samples',
  'proximal',
  'smoothGradient',
] as const

/**
 * Makes an objective of a function or of parts. A gradient that is not given comes from reverse-mode autodiff if the
 * function takes `Value`s, else from central differences; `gradientBy` says which.
 *
 * @param from `(x: number[]) => number`, a function of `Value`s, or `{ f, gradient, hessian, … }`
 * @param at a point to try it at, which tells the two kinds of function apart. @default `start`, else zeros
 * @example descent.objective(([x, y]) => x ** 2 + 3 * y ** 2)
 * @example descent.objective({ f: ([x]) => x ** 4, gradient: ([x]) => [4 * x ** 3] })
 */
export function objective(from: Loss | ObjectiveParts | Objective, at?: readonly number[]): Objective {
  if (isObjective(from)) return from
  const parts: ObjectiveParts = typeof from === 'function' ? { f: from as (x: readonly number[]) => number } : from
  if (parts === null || typeof parts !== 'object' || typeof parts.f !== 'function') {
    throw expected('an objective: a function of an array of numbers, or { f, gradient, hessian }', from)
  }
  checkOptions('An objective', parts, keys)
  checkParts(parts)
  const probe = at ?? parts.start ?? new Array(parts.dimension ?? 2).fill(0)
  const ofValues = takesValues(parts.f, probe)
  if (ofValues) {
    const { f, gradient } = valueGradient(parts.f as never)
    return build({ ...parts, name: nameOf(parts), f, gradient }, 'reverse-mode autodiff')
  }
  if (parts.gradient) return build(parts, 'formula')
  return build({ ...parts, gradient: centralDifferences(parts.f) }, 'central differences')
}

/** A function to minimize: of numbers, or of `Value`s. */
export type Loss = (x: any) => any

export function isObjective(value: unknown): value is Objective {
  return typeof value === 'function' && 'gradientBy' in value
}

function build(parts: ObjectiveParts, gradientBy: GradientBy): Objective {
  const { name: _, f, ...others } = parts
  const name = nameOf(parts)
  const callable = (x: readonly number[]) => {
    requireArray(x, name)
    return f(x)
  }
  Object.defineProperty(callable, 'name', { value: name })
  return showObjective(Object.assign(callable, { minima: [], ...others, f, gradientBy }) as unknown as Objective)
}

function nameOf({ name, f }: ObjectiveParts): string {
  if (name) return name
  return f.name === '' || f.name === 'f' ? 'objective' : f.name
}

function checkParts(parts: ObjectiveParts): void {
  for (const key of ['gradient', 'hessian', 'proximal', 'smoothGradient'] as const) {
    if (parts[key] !== undefined) requireFunction(`\`${key}\` of an objective`, parts[key])
  }
  if (parts.start !== undefined) requirePoint('`start` of an objective', parts.start)
  if (parts.dimension !== undefined) requireCount('`dimension` of an objective', parts.dimension)
  const { domain } = parts
  const isRange = (range: unknown) => Array.isArray(range) && range.length === 2 && range[0] < range[1]
  if (domain !== undefined && !(Array.isArray(domain) && domain.every(isRange))) {
    throw expected('`domain` of an objective to be one range a parameter, such as [[-2, 2], [-1, 3]]', domain)
  }
}

/** Whether f is written with `Value`s: it returns one, or fails on numbers, which have no methods such as `mul`. */
function takesValues(f: Loss, at: readonly number[]): boolean {
  try {
    return isValue(f(at.slice()))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    try {
      return isValue(valueGradient(f).probe(at))
    } catch {
      throw error
    }
  }
}

/** Fails where the objective gives no number at a point. */
export function requireNumber(loss: unknown, name: string, x: readonly number[]): asserts loss is number {
  if (typeof loss !== 'number') throw notANumber(`\`${name}\` to return a number`, loss)
  if (Number.isFinite(loss)) return
  throw new GradlabError(
    `Expected \`${name}\` to be a finite number at the start, found ${loss} at [${x.join(', ')}]. Start elsewhere with \`at\`, or check the function there.`,
  )
}

/** The error of a loss that is none, with what is most likely wrong. */
export function notANumber(what: string, loss: unknown): GradlabError {
  const remedy =
    loss === undefined
      ? 'With braces, a function needs `return`.'
      : loss instanceof Promise
        ? 'It must not be `async`.'
        : loss && typeof loss === 'object' && 'dataSync' in loss
          ? 'The number in a tensor is tensor.dataSync()[0].'
          : ''
  return expected(what, loss, remedy)
}
