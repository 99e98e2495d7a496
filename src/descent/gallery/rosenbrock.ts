import { type Objective, objective } from '../objective.ts'

/**
 * Rosenbrock's banana valley, for any number of parameters ≥ 2: easy to enter, hard to follow.
 *
 *     Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²         minimum 0 at (1, …, 1)
 *
 * @see Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960
 */
export const rosenbrock: Objective = objective({
  name: 'rosenbrock',
  formula: '\\sum_i 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2',
  source: 'H. H. Rosenbrock, The Computer Journal 3 (1960), 175–184',
  start: [-1.2, 1],
  leastDimension: 2,
  domain: [
    [-2, 2],
    [-1, 3],
  ],
  minima: [{ at: [1, 1], value: 0 }],
  f(x) {
    let sum = 0
    for (let i = 0; i + 1 < x.length; i++) {
      const valley = x[i + 1]! - x[i]! * x[i]!
      const along = 1 - x[i]!
      sum += 100 * valley * valley + along * along
    }
    return sum
  },
  gradient(x, out = new Array(x.length)) {
    out.fill(0)
    for (let i = 0; i + 1 < x.length; i++) {
      const valley = x[i + 1]! - x[i]! * x[i]!
      out[i]! += -400 * x[i]! * valley - 2 * (1 - x[i]!)
      out[i + 1]! += 200 * valley
    }
    return out
  },
  hessian(x) {
    const h = x.map(() => new Array<number>(x.length).fill(0))
    for (let i = 0; i + 1 < x.length; i++) {
      h[i]![i]! += 1200 * x[i]! ** 2 - 400 * x[i + 1]! + 2
      h[i]![i + 1] = h[i + 1]![i] = -400 * x[i]!
      h[i + 1]![i + 1]! += 200
    }
    return h
  },
})
