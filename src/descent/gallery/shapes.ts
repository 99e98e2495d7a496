/** One difficulty each, and nothing else: bad scaling, a saddle, a plateau, a ravine. */
import { expected } from '../../errors.ts'
import { requireOptions } from '../inputs.ts'
import { type Objective, objective } from '../objective.ts'

export interface QuadraticOptions {
  /** The largest curvature divided by the smallest. @default 10 */
  condition?: number
  /** @default 2 */
  dimension?: number
}

/**
 * A quadratic bowl: ½ Σ λᵢ xᵢ², with curvatures λ from 1 to `condition`, spread evenly on a log scale. Gradient descent
 * converges for lr < 2 / condition. Minimum 0 at 0.
 *
 * @example descent.quadratic({ condition: 100 })
 * @see Boyd and Vandenberghe, "Convex optimization", 2004, section 9.3.2
 */
export function quadratic(options: QuadraticOptions = {}): Objective {
  requireOptions('`quadratic`', options, ['condition', 'dimension'], '{ condition: 100 }')
  const { condition = 10, dimension = 2 } = options
  if (!(condition >= 1 && condition < Infinity)) throw expected('`condition` to be a number ≥ 1', condition)
  if (!(Number.isSafeInteger(dimension) && dimension >= 1)) {
    throw expected('`dimension` to be a whole number ≥ 1', dimension)
  }
  const curvatures = Array.from({ length: dimension }, (_, i) =>
    dimension > 1 ? condition ** (i / (dimension - 1)) : 1,
  )
  return diagonal(curvatures, {
    name: 'quadratic',
    formula: '\\tfrac12 \\sum_i \\lambda_i x_i^2',
    source: 'S. Boyd and L. Vandenberghe, Convex optimization, Cambridge University Press, 2004',
    start: curvatures.map((_, i) => (i === 0 ? 4 : 1)),
    domain: dimension === 1 ? [[-5, 5]] : [[-5, 5] as const, [-2, 2] as const],
  })
}

/**
 * A ravine: steep across, nearly flat along. Gradient descent swings from wall to wall.
 *
 *     0.1 x² + 2 y²      minimum 0 at (0, 0)
 *
 * @see Zhang, Lipton, Li and Smola, "Dive into deep learning", 2023, section 12.6
 */
export const ravine: Objective = diagonal([0.2, 4], {
  name: 'ravine',
  formula: '0.1 x^2 + 2 y^2',
  source: 'A. Zhang et al., Dive into deep learning, Cambridge University Press, 2023, section 12.6',
  start: [-5, -2],
  domain: [
    [-6, 2],
    [-3, 3],
  ],
})

function diagonal(
  curvatures: number[],
  parts: Pick<Objective, 'formula' | 'source' | 'start' | 'domain'> & { name: string },
) {
  const dimension = curvatures.length
  return objective({
    ...parts,
    dimension,
    minima: [{ at: curvatures.map(() => 0), value: 0 }],
    f(x) {
      let sum = 0
      for (let i = 0; i < dimension; i++) sum += curvatures[i]! * x[i]! * x[i]!
      return sum / 2
    },
    gradient(x, out = new Array(dimension)) {
      for (let i = 0; i < dimension; i++) out[i] = curvatures[i]! * x[i]!
      return out
    },
    hessian: () => curvatures.map((c, i) => curvatures.map((_, j) => (i === j ? c : 0))),
  })
}

/**
 * A saddle: down to (0, 0) along x, and away from it along y, without end.
 *
 *     x² − y²      no minimum
 */
export const saddle: Objective = objective({
  name: 'saddle',
  formula: 'x^2 - y^2',
  source: 'the hyperbolic paraboloid',
  dimension: 2,
  start: [-1.5, 0.001],
  domain: [
    [-2, 2],
    [-2, 2],
  ],
  f: ([x, y]) => x! * x! - y! * y!,
  gradient([x, y], out = [0, 0]) {
    out[0] = 2 * x!
    out[1] = -2 * y!
    return out
  },
  hessian: () => [
    [2, 0],
    [0, -2],
  ],
})

/**
 * A plateau: a hole in a plain whose gradient vanishes far out.
 *
 *     1 − exp(−(x² + y²)/2)      minimum 0 at (0, 0)
 */
export const plateau: Objective = objective({
  name: 'plateau',
  formula: '1 - e^{-(x^2 + y^2)/2}',
  source: 'the bell curve of C. F. Gauss, upside down',
  dimension: 2,
  start: [-2.5, 1.5],
  domain: [
    [-4, 4],
    [-4, 4],
  ],
  minima: [{ at: [0, 0], value: 0 }],
  f: ([x, y]) => -Math.expm1(-(x! * x! + y! * y!) / 2),
  gradient([x, y], out = [0, 0]) {
    const bell = Math.exp(-(x! * x! + y! * y!) / 2)
    out[0] = x! * bell
    out[1] = y! * bell
    return out
  },
  hessian([x, y]) {
    const bell = Math.exp(-(x! * x! + y! * y!) / 2)
    return [
      [(1 - x! * x!) * bell, -x! * y! * bell],
      [-x! * y! * bell, (1 - y! * y!) * bell],
    ]
  },
})
