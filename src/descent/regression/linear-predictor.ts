/** Objectives of the form mean over samples of ℓ(wᵀx + b, y): regression with one linear predictor. */
import { type Objective, type ObjectiveParts, objective } from '../objective.ts'
import { type Rows, rowsOf, type SampleSet } from './samples.ts'

/** The loss of one sample as a function of the prediction, with its first and second derivative. */
export interface PointLoss {
  value(prediction: number, y: number): number
  slope(prediction: number, y: number): number
  curvature(prediction: number, y: number): number
}

/** A term added to the mean, such as ridge's α Σw². The bias is the last parameter and is not in it. */
export interface Penalty {
  value(weights: readonly number[], count: number): number
  addGradient(weights: readonly number[], count: number, out: number[]): void
  /** Added to the Hessian's diagonal, for each weight. */
  readonly curvature: number
}

/**
 * Parameters: the weights in the order of the features, then the bias b. All of it is float64.
 * @param set a Dataset or { x, y }
 */
export function linearPredictor(
  set: SampleSet,
  loss: PointLoss,
  parts: Omit<ObjectiveParts, 'f' | 'gradient'> & { name: string },
  penalty?: Penalty,
): Objective {
  const rows = rowsOf(set)
  const n = rows.features
  const all = Int32Array.from({ length: rows.size }, (_, i) => i)

  function mean(theta: readonly number[], picked: ArrayLike<number>): number {
    let sum = 0
    for (let k = 0; k < picked.length; k++) sum += loss.value(predict(rows, theta, picked[k]!), rows.y[picked[k]!]!)
    return sum / picked.length + (penalty ? penalty.value(theta, n) : 0)
  }

  function smooth(theta: readonly number[], picked: ArrayLike<number>, out: number[]): number[] {
    out.length = n + 1
    out.fill(0)
    for (let k = 0; k < picked.length; k++) {
      const row = picked[k]!
      const slope = loss.slope(predict(rows, theta, row), rows.y[row]!) / picked.length
      for (let j = 0; j < n; j++) out[j]! += slope * rows.x[row * n + j]!
      out[n]! += slope
    }
    return out
  }

  function gradient(theta: readonly number[], picked: ArrayLike<number>, out: number[]): number[] {
    smooth(theta, picked, out)
    penalty?.addGradient(theta, n, out)
    return out
  }

  function hessian(theta: readonly number[]): number[][] {
    const h = Array.from({ length: n + 1 }, () => new Array<number>(n + 1).fill(0))
    const input = (row: number, j: number) => (j < n ? rows.x[row * n + j]! : 1)
    for (let row = 0; row < rows.size; row++) {
      const c = loss.curvature(predict(rows, theta, row), rows.y[row]!) / rows.size
      for (let i = 0; i <= n; i++) for (let j = 0; j <= n; j++) h[i]![j]! += c * input(row, i) * input(row, j)
    }
    for (let j = 0; j < n; j++) h[j]![j]! += penalty?.curvature ?? 0
    return h
  }

  return objective({
    dimension: n + 1,
    start: new Array(n + 1).fill(0),
    parameterNames: [...rows.names.map((name) => (n === 1 ? 'slope' : name)), 'intercept'],
    hessian,
    ...parts,
    f: (theta) => mean(theta, all),
    gradient: (theta, out = []) => gradient(theta, all, out),
    smoothGradient: (theta, out = []) => smooth(theta, all, out),
    samples: { size: rows.size, f: mean, gradient },
  })
}

function predict(rows: Rows, theta: readonly number[], row: number): number {
  const n = rows.features
  let sum = theta[n]!
  for (let j = 0; j < n; j++) sum += theta[j]! * rows.x[row * n + j]!
  return sum
}
