/** Linear regression, plain and with penalties. */
import { expected } from '../../errors.ts'
import { requireOptions } from '../inputs.ts'
import type { Objective } from '../objective.ts'
import { solvePositiveDefinite } from '../vectors.ts'
import { linearPredictor, type Penalty, type PointLoss } from './linear-predictor.ts'
import { rowsOf, type SampleSet } from './samples.ts'

const squaredError: PointLoss = {
  value: (prediction, y) => (prediction - y) ** 2,
  slope: (prediction, y) => 2 * (prediction - y),
  curvature: () => 2,
}

/**
 * Mean squared error of ŷ = wᵀx + b on a dataset; parameters: the weights, then b.
 *
 *     L(w, b) = 1/n Σ (wᵀxᵢ + b − yᵢ)²
 *
 * @param set a Dataset, or { x, y } as arrays; x is [size, features] or [size]
 * @example descent.start(descent.linearRegression(data.line()), { optimizer: descent.sgd({ lr: 0.05 }), batchSize: 16 })
 * @see Hastie, Tibshirani and Friedman, "The elements of statistical learning", 2nd edition, 2009, section 3.2
 */
export function linearRegression(set: SampleSet): Objective {
  return linearPredictor(set, squaredError, {
    name: 'linearRegression',
    formula: '\\frac1n \\sum_i (w^\\top x_i + b - y_i)^2',
    source: 'A. M. Legendre, 1805; C. F. Gauss, 1809',
    ...minimumOf(set, 0),
  })
}

export interface PenaltyOptions {
  /** Weight of the penalty; the bias is free of it. @default 1 (`ridge`), 0.1 (`lasso`) */
  alpha?: number
}

/**
 * Ridge regression: mean squared error plus α Σ wⱼ²; the bias is not penalized. scikit-learn's Ridge sums instead of
 * averaging: its alpha is n times this one.
 *
 * @see Hoerl and Kennard, "Ridge regression: biased estimation for nonorthogonal problems", 1970
 */
export function ridge(set: SampleSet, options: PenaltyOptions = {}): Objective {
  const alpha = alphaOf('`ridge`', options, 1)
  const penalty: Penalty = {
    value(w, count) {
      let sum = 0
      for (let j = 0; j < count; j++) sum += w[j]! * w[j]!
      return alpha * sum
    },
    addGradient(w, count, out) {
      for (let j = 0; j < count; j++) out[j]! += 2 * alpha * w[j]!
    },
    curvature: 2 * alpha,
  }
  return linearPredictor(
    set,
    squaredError,
    {
      name: 'ridge',
      formula: '\\frac1n \\sum_i (w^\\top x_i + b - y_i)^2 + \\alpha \\lVert w \\rVert_2^2',
      source: 'A. E. Hoerl and R. W. Kennard, Technometrics 12 (1970), 55–67',
      ...minimumOf(set, alpha),
    },
    penalty,
  )
}

/**
 * Lasso: half the mean squared error plus α Σ |wⱼ|, scikit-learn's form. The penalty has no gradient at 0: `gradient` takes
 * the subgradient with sign(0) = 0, and `descent.proximal` steps with its proximal operator, which sets weights to 0 exactly.
 *
 * @see Tibshirani, "Regression shrinkage and selection via the lasso", 1996
 */
export function lasso(set: SampleSet, options: PenaltyOptions = {}): Objective {
  const alpha = alphaOf('`lasso`', options, 0.1)
  const features = rowsOf(set).features
  const half: PointLoss = {
    value: (prediction, y) => (prediction - y) ** 2 / 2,
    slope: (prediction, y) => prediction - y,
    curvature: () => 1,
  }
  const penalty: Penalty = {
    value(w, count) {
      let sum = 0
      for (let j = 0; j < count; j++) sum += Math.abs(w[j]!)
      return alpha * sum
    },
    addGradient(w, count, out) {
      for (let j = 0; j < count; j++) out[j]! += alpha * Math.sign(w[j]!)
    },
    curvature: 0,
  }
  return linearPredictor(
    set,
    half,
    {
      name: 'lasso',
      formula: '\\frac1{2n} \\sum_i (w^\\top x_i + b - y_i)^2 + \\alpha \\lVert w \\rVert_1',
      source: 'R. Tibshirani, Journal of the Royal Statistical Society B 58 (1996), 267–288',
      proximal(theta, stepSize) {
        for (let j = 0; j < features; j++) {
          theta[j] = Math.sign(theta[j]!) * Math.max(0, Math.abs(theta[j]!) - stepSize * alpha)
        }
      },
    },
    penalty,
  )
}

function alphaOf(where: string, options: PenaltyOptions, fallback: number): number {
  requireOptions(where, options, ['alpha'], '{ alpha: 0.1 }')
  const { alpha = fallback } = options
  if (!(alpha >= 0 && alpha < Infinity)) throw expected('`alpha` to be a number ≥ 0', alpha)
  return alpha
}

/** The minimum by the normal equations (XᵀX/n + αI) θ = Xᵀy/n, and a domain around it; nothing where they are singular. */
function minimumOf(set: SampleSet, alpha: number): Pick<Objective, 'domain'> & { minima: Objective['minima'] } {
  const rows = rowsOf(set)
  const n = rows.features + 1
  const input = (row: number, j: number) => (j < rows.features ? rows.x[row * rows.features + j]! : 1)
  const a = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  const b = new Array<number>(n).fill(0)
  for (let row = 0; row < rows.size; row++) {
    for (let i = 0; i < n; i++) {
      b[i]! += (input(row, i) * rows.y[row]!) / rows.size
      for (let j = 0; j < n; j++) a[i]![j]! += (input(row, i) * input(row, j)) / rows.size
    }
  }
  for (let j = 0; j < rows.features; j++) a[j]![j]! += alpha
  const at = solvePositiveDefinite(a, b)
  if (!at) return { minima: [] }
  let value = 0
  for (let row = 0; row < rows.size; row++) {
    let error = -rows.y[row]!
    for (let j = 0; j < n; j++) error += at[j]! * input(row, j)
    value += error ** 2 / rows.size
  }
  for (let j = 0; j < rows.features; j++) value += alpha * at[j]! ** 2
  const around = at.map((v) => [Math.min(0, 2 * v) - 1, Math.max(0, 2 * v) + 1] as const)
  return { minima: [{ at, value }], domain: around }
}
