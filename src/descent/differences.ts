/** Derivatives from values alone. */
import { requireFunction } from './inputs.ts'

/**
 * The gradient by central differences: (f(x + h) − f(x − h)) / 2h for each parameter, 2n evaluations.
 * h = ∛ε · max(1, |xᵢ|) balances rounding against the error of the formula: about 10 digits are right.
 */
export function centralDifferences(f: (x: readonly number[]) => number) {
  requireFunction('what `centralDifferences` is given', f)
  return (x: readonly number[], out: number[] = new Array(x.length).fill(0)): number[] => {
    const moved = x.slice()
    for (let i = 0; i < x.length; i++) {
      const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x[i]!))
      moved[i] = x[i]! + h
      const above = moved[i]! - x[i]! // as rounded
      const high = f(moved)
      moved[i] = x[i]! - h
      const below = x[i]! - moved[i]!
      const low = f(moved)
      moved[i] = x[i]!
      out[i] = (high - low) / (above + below)
    }
    return out
  }
}

/** The Hessian by central differences of the gradient, made symmetric. For `{ f, gradient, hessian }` where no formula is at hand. */
export function numericHessian(gradient: (x: readonly number[]) => number[]) {
  requireFunction('what `numericHessian` is given, a gradient,', gradient)
  return (x: readonly number[]): number[][] => {
    const moved = x.slice()
    const rows = x.map((value, i) => {
      const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(value))
      moved[i] = value + h
      const high = gradient(moved).slice()
      moved[i] = value - h
      const low = gradient(moved).slice()
      moved[i] = value
      return high.map((v, j) => (v - low[j]!) / (2 * h))
    })
    return rows.map((row, i) => row.map((v, j) => (v + rows[j]![i]!) / 2))
  }
}
