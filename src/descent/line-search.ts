/**
 * Line searches: how far to go along a direction p from x.
 *
 * @see Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, chapter 3
 */
import { describe, expected, GradlabError } from '../errors.ts'
import type { Problem } from './optimizer.ts'
import { copyInto, dot } from './vectors.ts'

export interface LineSearchOptions {
  /** The first step size tried. @default 1 */
  lr?: number
  /** c₁: the part of the promised decrease that must come true. @default 1e-4 */
  decrease?: number
}

/**
 * Backtracking: halves the step until the loss falls by at least c₁ of what the slope promises (Armijo's condition).
 *
 * @param x where to start; `direction` must point downhill there
 * @param gradient ∇f(x)
 * @returns the step size; 0 where no step of at least 2⁻⁶⁰ of the first one decreases the loss
 */
export function backtracking(
  problem: Pick<Problem, 'f'>,
  x: readonly number[],
  direction: readonly number[],
  gradient: readonly number[],
  { lr = 1, decrease = 1e-4 }: LineSearchOptions = {},
): number {
  requireLine('backtracking', problem, x, direction, gradient)
  const slope = downhill(gradient, direction)
  const start = problem.f(x)
  const trial = x.slice()
  let alpha = lr
  for (let halvings = 0; halvings <= 60; halvings++) {
    for (let i = 0; i < x.length; i++) trial[i] = x[i]! + alpha * direction[i]!
    if (problem.f(trial) <= start + decrease * alpha * slope) return alpha
    alpha /= 2
  }
  return 0
}

export interface WolfeOptions extends LineSearchOptions {
  /** c₂: the part of the slope that may be left. @default 0.9 */
  curvature?: number
}

/**
 * Finds a step that satisfies the strong Wolfe conditions: enough decrease, and a slope that has flattened:
 *
 *     f(x + αp) ≤ f(x) + c₁ α ∇f(x)ᵀp      |∇f(x + αp)ᵀp| ≤ c₂ |∇f(x)ᵀp|
 *
 * Algorithms 3.5 (bracket) and 3.6 (zoom) of Nocedal and Wright, with cubic interpolation.
 *
 * @returns the step size; where rounding lets none be found, the best decrease seen, at worst 0
 */
export function strongWolfe(
  problem: Pick<Problem, 'f' | 'gradient'>,
  x: readonly number[],
  direction: readonly number[],
  gradient: readonly number[],
  { lr = 1, decrease = 1e-4, curvature = 0.9 }: WolfeOptions = {},
): number {
  requireLine('strongWolfe', problem, x, direction, gradient)
  const slope0 = downhill(gradient, direction)
  const f0 = problem.f(x)
  const trial = x.slice()
  const g = x.slice()
  const at = (alpha: number): Point => {
    for (let i = 0; i < x.length; i++) trial[i] = x[i]! + alpha * direction[i]!
    const f = problem.f(trial)
    // The slope of a point that is not finite is never asked for: it is too high already.
    if (!Number.isFinite(f)) return { alpha, f: Infinity, slope: Number.NaN }
    const gradientThere = problem.gradient(trial, g)
    if (gradientThere !== g) copyInto(g, gradientThere)
    return { alpha, f, slope: dot(g, direction) }
  }
  const enough = (p: Point) => p.f <= f0 + decrease * p.alpha * slope0
  const flat = (p: Point) => Math.abs(p.slope) <= -curvature * slope0

  let previous: Point = { alpha: 0, f: f0, slope: slope0 }
  let alpha = lr
  for (let i = 0; i < 30; i++) {
    const now = at(alpha)
    if (!enough(now) || (i > 0 && now.f >= previous.f)) return zoom(previous, now)
    if (flat(now)) return now.alpha
    if (now.slope >= 0) return zoom(now, previous)
    previous = now
    alpha *= 2
  }
  return previous.alpha

  function zoom(low: Point, high: Point): number {
    for (let i = 0; i < 40; i++) {
      const now = at(between(low, high))
      if (!enough(now) || now.f >= low.f) {
        high = now
      } else {
        if (flat(now)) return now.alpha
        if (now.slope * (high.alpha - low.alpha) >= 0) high = low
        low = now
      }
      if (Math.abs(high.alpha - low.alpha) <= 1e-16 * Math.max(1, Math.abs(low.alpha))) break
    }
    return low.alpha
  }
}

interface Point {
  alpha: number
  f: number
  slope: number
}

/** The minimum of the cubic through both points and slopes; the middle where that is too near an end. */
function between(a: Point, b: Point): number {
  const width = b.alpha - a.alpha
  const d1 = a.slope + b.slope - (3 * (a.f - b.f)) / (a.alpha - b.alpha)
  const d2 = Math.sign(width) * Math.sqrt(d1 * d1 - a.slope * b.slope)
  const minimum = b.alpha - (width * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2)
  const part = (minimum - a.alpha) / width
  return part > 0.1 && part < 0.9 ? minimum : a.alpha + width / 2
}

function requireLine(name: string, problem: Pick<Problem, 'f'>, ...vectors: readonly (readonly number[])[]): void {
  if (typeof problem?.f !== 'function') {
    throw expected(`${name} to be given an objective, such as descent.rosenbrock or descent.objective(f)`, problem)
  }
  const n = vectors[0]?.length
  if (vectors.every((v) => Array.isArray(v) && v.length === n)) return
  throw new GradlabError(
    `Expected ${name}(objective, x, direction, gradient) with three arrays of the same length, found ${vectors.map(describe).join(', ')}.`,
  )
}

function downhill(gradient: readonly number[], direction: readonly number[]): number {
  const slope = dot(gradient, direction)
  if (!(slope < 0)) throw expected('a direction that points downhill (gradientᵀ direction < 0)', slope)
  return slope
}
