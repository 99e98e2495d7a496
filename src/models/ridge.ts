/** Linear regression in closed form, plain and with an L2 penalty. */
import { notNegative } from '../data/numbers.ts'
import { checkOptions } from '../errors.ts'
import { columnMeans, gram, LinearModel, type Matrix } from './fitted.ts'
import { leastSquares, solvePositive } from './solve.ts'

export interface RidgeOptions {
  /** α of the penalty α·Σw². @default 1 */
  alpha?: number
  /** Whether there is an intercept (never penalized). @default true */
  fitIntercept?: boolean
}

class LeastSquares extends LinearModel {
  protected override readonly title = 'Linear regression'
  readonly #fitIntercept: boolean

  constructor(fitIntercept: boolean) {
    super()
    this.#fitIntercept = fitIntercept
  }

  protected override solve(x: Matrix, y: Float64Array): void {
    const [shift, center] = centers(x, y, this.#fitIntercept)
    const a = x.values.map((v, k) => v - shift[k % x.columns]!)
    this.coefficients = leastSquares(a, y.map((v) => v - center), x.rows, x.columns) // biome-ignore format: short
    this.intercept = intercept(center, shift, this.coefficients)
  }
}

/** Minimizes ‖y − Xw − b‖² + α‖w‖². Hoerl and Kennard (1970), Technometrics 12. */
export class Ridge extends LinearModel {
  protected override readonly title: string
  readonly alpha: number
  readonly #fitIntercept: boolean

  constructor(alpha: number, fitIntercept: boolean) {
    super()
    this.alpha = alpha
    this.#fitIntercept = fitIntercept
    this.title = `Ridge regression (α = ${alpha})`
  }

  protected override solve(x: Matrix, y: Float64Array): void {
    const [shift, center] = centers(x, y, this.#fitIntercept)
    const n = x.columns
    const a = gram(x, shift)
    const b = new Float64Array(n)
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < n; j++) b[j]! += (x.values[i * n + j]! - shift[j]!) * (y[i]! - center)
    }
    for (let j = 0; j < n; j++) a[j * n + j]! += this.alpha
    this.coefficients = solvePositive(a, b, n)
    this.intercept = intercept(center, shift, this.coefficients)
  }
}

export function centers(x: Matrix, y: Float64Array, fitIntercept: boolean): [Float64Array, number] {
  if (!fitIntercept) return [new Float64Array(x.columns), 0]
  return [columnMeans(x), y.reduce((a, b) => a + b, 0) / y.length]
}

export function intercept(center: number, shift: Float64Array, coefficients: Float64Array): number {
  return shift.reduce((sum, s, j) => sum - s * coefficients[j]!, center)
}

/**
 * Linear regression in closed form (least squares by QR), as scikit-learn's LinearRegression finds it.
 * @example const model = models.linearRegression().fit(set); model.coefficients; model.intercept
 */
export function linearRegression(options: { /** @default true */ fitIntercept?: boolean } = {}): LinearModel {
  checkOptions('`models.linearRegression`', options, ['fitIntercept'])
  return new LeastSquares(options.fitIntercept ?? true)
}

/**
 * Ridge regression: least ‖y − Xw − b‖² + α‖w‖², in closed form, as scikit-learn's Ridge finds it. Scale the features first:
 * the penalty does not know their units.
 * @example const model = models.ridge({ alpha: 1 }).fit(set); model.coefficients; model.score(test)
 */
export function ridge(options: RidgeOptions = {}): Ridge {
  checkOptions('`models.ridge`', options, ['alpha', 'fitIntercept'])
  return new Ridge(notNegative('alpha', options.alpha ?? 1), options.fitIntercept ?? true)
}
