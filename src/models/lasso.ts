/** Linear regression with an L1 penalty: many coefficients become exactly zero. */
import { notNegative, wholeNumber } from '../data/numbers.ts'
import { checkOptions } from '../errors.ts'
import { LinearModel, type Matrix } from './fitted.ts'
import { centers, intercept, type RidgeOptions } from './ridge.ts'

export interface LassoOptions extends RidgeOptions {
  /** Stop when no coefficient changes by more than this share of the largest. @default 1e-10 */
  tolerance?: number
  /** Most rounds over all coefficients. @default 10000 */
  maxRounds?: number
}

/** Minimizes ‖y − Xw − b‖² / 2n + α‖w‖₁. */
export class Lasso extends LinearModel {
  protected override readonly title: string
  readonly alpha: number
  /** Rounds over all coefficients that were needed. */
  rounds = 0
  /** Whether the coefficients had settled. */
  converged = false
  readonly #options: Required<LassoOptions>

  constructor(options: Required<LassoOptions>) {
    super()
    this.alpha = options.alpha
    this.#options = options
    this.title = `Lasso (α = ${options.alpha})`
  }

  protected override solve(x: Matrix, y: Float64Array): void {
    const { fitIntercept, tolerance, maxRounds } = this.#options
    const { rows, columns } = x
    const [shift, center] = centers(x, y, fitIntercept)
    const features = Array.from({ length: columns }, (_, j) =>
      Float64Array.from({ length: rows }, (_, i) => x.values[i * columns + j]! - shift[j]!),
    )
    const squares = features.map((f) => f.reduce((sum, v) => sum + v * v, 0))
    const residual = y.map((v) => v - center)
    const w = new Float64Array(columns)
    const threshold = this.alpha * rows
    this.converged = false
    for (this.rounds = 0; this.rounds < maxRounds && !this.converged; this.rounds++) {
      let [change, largest] = [0, 0]
      for (let j = 0; j < columns; j++) {
        if (squares[j] === 0) continue
        const f = features[j]!
        let rho = w[j]! * squares[j]!
        for (let i = 0; i < rows; i++) rho += f[i]! * residual[i]!
        // Soft thresholding: the exact minimum along one coefficient.
        const shrunk = Math.max(Math.abs(rho) - threshold, 0)
        const next = shrunk === 0 ? 0 : (Math.sign(rho) * shrunk) / squares[j]!
        const delta = next - w[j]!
        if (delta !== 0) for (let i = 0; i < rows; i++) residual[i]! -= delta * f[i]!
        w[j] = next
        change = Math.max(change, Math.abs(delta))
        largest = Math.max(largest, Math.abs(next))
      }
      this.converged = change <= tolerance * largest
    }
    this.coefficients = w
    this.intercept = intercept(center, shift, w)
  }
}

/**
 * Lasso: least ‖y − Xw − b‖² / 2n + α‖w‖₁ by coordinate descent (Friedman, Hastie, Tibshirani 2010, J. Stat. Softw. 33),
 * the minimum that scikit-learn's Lasso looks for.
 * @example const model = models.lasso({ alpha: 0.1 }).fit(set); model.coefficients
 */
export function lasso(options: LassoOptions = {}): Lasso {
  checkOptions('`models.lasso`', options, ['alpha', 'fitIntercept', 'tolerance', 'maxRounds'])
  return new Lasso({
    alpha: notNegative('alpha', options.alpha ?? 1),
    fitIntercept: options.fitIntercept ?? true,
    tolerance: notNegative('tolerance', options.tolerance ?? 1e-10),
    maxRounds: wholeNumber('maxRounds', options.maxRounds ?? 10000),
  })
}
