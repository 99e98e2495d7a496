/** Polynomials of two parameters with known minima. */
import { type Objective, objective } from '../objective.ts'

/**
 * Beale's function: flat far out, with sharp corners.
 *
 *     (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²      minimum 0 at (3, 0.5)
 *
 * @see Beale, "On an iterative method for finding a local minimum of a function of more than one variable", 1958
 */
export const beale: Objective = objective({
  name: 'beale',
  formula: '(1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2',
  source: 'E. M. L. Beale, Technical report 25, Princeton University, 1958',
  dimension: 2,
  start: [1, 1],
  domain: [
    [-4.5, 4.5],
    [-4.5, 4.5],
  ],
  minima: [{ at: [3, 0.5], value: 0 }],
  f([x, y]) {
    return bealeTerms(x!, y!).reduce((sum, [t]) => sum + t! * t!, 0)
  },
  gradient([x, y], out = [0, 0]) {
    out[0] = out[1] = 0
    for (const [t, tx, ty] of bealeTerms(x!, y!)) {
      out[0]! += 2 * t! * tx!
      out[1]! += 2 * t! * ty!
    }
    return out
  },
  hessian([x, y]) {
    let [xx, xy, yy] = [0, 0, 0]
    for (const [t, tx, ty, txy, tyy] of bealeTerms(x!, y!)) {
      xx += 2 * tx! * tx!
      xy += 2 * (tx! * ty! + t! * txy!)
      yy += 2 * (ty! * ty! + t! * tyy!)
    }
    return [
      [xx, xy],
      [xy, yy],
    ]
  },
})

/** Each term t = c − x + x yᵏ with ∂t/∂x, ∂t/∂y, ∂²t/∂x∂y, ∂²t/∂y². */
function bealeTerms(x: number, y: number): number[][] {
  return [1.5, 2.25, 2.625].map((c, i) => {
    const k = i + 1
    const slope = k * y ** (k - 1)
    return [c - x + x * y ** k, y ** k - 1, x * slope, slope, k > 1 ? x * k * (k - 1) * y ** (k - 2) : 0]
  })
}

/**
 * Booth's function, a tilted bowl.
 *
 *     (x + 2y − 7)² + (2x + y − 5)²      minimum 0 at (1, 3)
 */
export const booth: Objective = objective({
  name: 'booth',
  formula: '(x + 2y - 7)^2 + (2x + y - 5)^2',
  source: 'S. Surjanovic and D. Bingham, Virtual library of simulation experiments, Simon Fraser University, 2013',
  dimension: 2,
  start: [-5, -5],
  domain: [
    [-10, 10],
    [-10, 10],
  ],
  minima: [{ at: [1, 3], value: 0 }],
  f: ([x, y]) => (x! + 2 * y! - 7) ** 2 + (2 * x! + y! - 5) ** 2,
  gradient([x, y], out = [0, 0]) {
    out[0] = 10 * x! + 8 * y! - 34
    out[1] = 8 * x! + 10 * y! - 38
    return out
  },
  hessian: () => [
    [10, 8],
    [8, 10],
  ],
})

/**
 * Himmelblau's function: four minima, all as deep.
 *
 *     (x² + y − 11)² + (x + y² − 7)²      minima 0 at (3, 2) and three more
 *
 * @see Himmelblau, "Applied nonlinear programming", 1972
 */
export const himmelblau: Objective = objective({
  name: 'himmelblau',
  formula: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
  source: 'D. M. Himmelblau, Applied nonlinear programming, McGraw-Hill, 1972',
  dimension: 2,
  start: [0, 0],
  domain: [
    [-5, 5],
    [-5, 5],
  ],
  minima: [
    { at: [3, 2], value: 0 },
    { at: [-2.805118086952745, 3.131312518250573], value: 0 },
    { at: [-3.779310253377747, -3.28318599128617], value: 0 },
    { at: [3.584428340330492, -1.848126526964404], value: 0 },
  ],
  f: ([x, y]) => (x! * x! + y! - 11) ** 2 + (x! + y! * y! - 7) ** 2,
  gradient([x, y], out = [0, 0]) {
    const [a, b] = [x! * x! + y! - 11, x! + y! * y! - 7]
    out[0] = 4 * x! * a + 2 * b
    out[1] = 2 * a + 4 * y! * b
    return out
  },
  hessian: ([x, y]) => [
    [12 * x! * x! + 4 * y! - 42, 4 * (x! + y!)],
    [4 * (x! + y!), 4 * x! + 12 * y! * y! - 26],
  ],
})

/**
 * Matyas's function, a long flat valley along x = y.
 *
 *     0.26 (x² + y²) − 0.48 xy      minimum 0 at (0, 0)
 */
export const matyas: Objective = objective({
  name: 'matyas',
  formula: '0.26 (x^2 + y^2) - 0.48 x y',
  source: 'S. Surjanovic and D. Bingham, Virtual library of simulation experiments, Simon Fraser University, 2013',
  dimension: 2,
  start: [8, 4],
  domain: [
    [-10, 10],
    [-10, 10],
  ],
  minima: [{ at: [0, 0], value: 0 }],
  f: ([x, y]) => 0.26 * (x! * x! + y! * y!) - 0.48 * x! * y!,
  gradient([x, y], out = [0, 0]) {
    out[0] = 0.52 * x! - 0.48 * y!
    out[1] = 0.52 * y! - 0.48 * x!
    return out
  },
  hessian: () => [
    [0.52, -0.48],
    [-0.48, 0.52],
  ],
})
