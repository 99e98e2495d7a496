/** Logistic regression by Newton's method: few steps, exact to the last digits. */
import { Dataset } from '../data/dataset.ts'
import { labelsOf } from '../data/labels.ts'
import { wholeNumber } from '../data/numbers.ts'
import { type Displayable, displaySymbol, type MimeBundle } from '../display.ts'
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { type Matrix, type Rows, toMatrix } from './fitted.ts'
import { solvePositive } from './solve.ts'

export interface LogisticOptions {
  /** Inverse of the strength of the L2 penalty, as in scikit-learn: least ‖w‖²/2 + C·Σ losses. @default 1 */
  C?: number
  /** @default true */
  fitIntercept?: boolean
  /** Most Newton steps. @default 100 */
  maxSteps?: number
}

export class LogisticRegression implements Displayable {
  /** One row for two classes, else one a class; each with one number a feature. */
  coefficients: Float64Array[] = []
  /** One number a row of `coefficients`. */
  intercepts: Float64Array = new Float64Array()
  /** Number of classes. */
  classes = 0
  /** Newton steps taken. */
  steps = 0
  readonly #options: Required<LogisticOptions>

  constructor(options: Required<LogisticOptions>) {
    this.#options = options
  }

  /** The intercept of a two-class model. */
  get intercept(): number {
    return this.intercepts[0] ?? 0
  }

  /**
   * @param x a dataset, or inputs [n, features]
   * @param y labels [n], [n, 1] or one-hot [n, classes]; a dataset has them
   */
  fit(x: Rows, y?: Rows): this {
    const inputs = toMatrix(x, 'x')
    const labels = x instanceof Dataset && y === undefined ? x.labels() : toLabels(y)
    if (labels.length !== inputs.rows) {
      throw new GradlabError(
        `Expected as many labels as inputs, found ${inputs.rows} inputs and ${labels.length} labels.`,
      )
    }
    this.classes = labels.reduce((a, b) => Math.max(a, b), 0) + 1
    if (new Set(labels).size < 2) throw expected('at least two classes', `only class ${labels[0]}`)
    this.#newton(inputs, labels)
    return this
  }

  /** Minimizes ‖w‖²/2 + C·Σ −log p(label), the intercepts free, by damped Newton steps. */
  #newton(x: Matrix, labels: Int32Array): void {
    const { C, fitIntercept, maxSteps } = this.#options
    const rows = this.classes === 2 ? 1 : this.classes
    const width = x.columns + (fitIntercept ? 1 : 0)
    const n = rows * width
    let w = new Float64Array(n)
    let loss = this.#objective(x, labels, w, width)
    for (this.steps = 0; this.steps < maxSteps; this.steps++) {
      const gradient = new Float64Array(n)
      const hessian = new Float64Array(n * n)
      const feature = new Float64Array(width)
      for (let i = 0; i < x.rows; i++) {
        for (let j = 0; j < width; j++) feature[j] = j < x.columns ? x.values[i * x.columns + j]! : 1
        const p = probabilities(scores(w, feature, rows))
        for (let a = 0; a < rows; a++) {
          const pa = rows === 1 ? p[1]! : p[a]!
          const error = pa - (rows === 1 ? labels[i]! : labels[i] === a ? 1 : 0)
          for (let j = 0; j < width; j++) gradient[a * width + j]! += C * error * feature[j]!
          for (let b = 0; b <= a; b++) {
            const curvature = C * (a === b ? pa * (1 - pa) : -pa * p[b]!)
            for (let j = 0; j < width; j++) {
              const left = curvature * feature[j]!
              for (let k = 0; k < width; k++) hessian[(a * width + j) * n + b * width + k]! += left * feature[k]!
            }
          }
        }
      }
      for (let k = 0; k < n; k++) {
        const penalized = k % width < x.columns
        gradient[k]! += penalized ? w[k]! : 0
        if (penalized) hessian[k * n + k]! += 1
        // One constant added to all intercepts changes nothing. Curvature in that direction, along which the gradient is
        // zero, keeps their sum where it started, at zero, as scikit-learn's is.
        else if (rows > 1) for (let m = width - 1; m <= k; m += width) hessian[k * n + m]! += 1
      }
      for (let k = 0; k < n; k++) {
        for (let m = k + 1; m < n; m++) hessian[k * n + m] = hessian[m * n + k]!
      }
      const step = solvePositive(hessian, gradient, n)
      let [size, next] = [1, w]
      let nextLoss = Number.POSITIVE_INFINITY
      for (; size > 1e-10; size /= 2) {
        next = w.map((v, k) => v - size * step[k]!)
        nextLoss = this.#objective(x, labels, next, width)
        if (nextLoss <= loss) break
      }
      const change = step.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
      if (!(nextLoss <= loss)) break
      ;[w, loss] = [next, nextLoss]
      if (change < 1e-10 * Math.max(1, ...w.map(Math.abs))) break
    }
    this.coefficients = Array.from({ length: rows }, (_, a) => w.slice(a * width, a * width + x.columns))
    this.intercepts = Float64Array.from({ length: rows }, (_, a) => (fitIntercept ? w[a * width + x.columns]! : 0))
  }

  #objective(x: Matrix, labels: Int32Array, w: Float64Array, width: number): number {
    const rows = w.length / width
    const feature = new Float64Array(width)
    let penalty = 0
    for (let k = 0; k < w.length; k++) if (k % width < x.columns) penalty += w[k]! ** 2 / 2
    let loss = 0
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < width; j++) feature[j] = j < x.columns ? x.values[i * x.columns + j]! : 1
      const z = scores(w, feature, rows)
      const all = rows === 1 ? [0, z[0]!] : [...z]
      const most = Math.max(...all)
      loss += most + Math.log(all.reduce((sum, v) => sum + Math.exp(v - most), 0)) - all[labels[i]!]!
    }
    return penalty + this.#options.C * loss
  }

  /** Probabilities of the classes, float32 [n, classes]. */
  predictProbabilities(x: Rows): tf.Tensor2D {
    const matrix = toMatrix(x, 'x')
    if (!this.coefficients.length) throw new GradlabError('This model has not been fitted: call `fit` first.')
    const features = this.coefficients[0]!.length
    if (matrix.columns !== features) {
      throw new GradlabError(`The model was fitted on ${features} feature(s), and these rows have ${matrix.columns}.`)
    }
    const out = new Float32Array(matrix.rows * this.classes)
    for (let i = 0; i < matrix.rows; i++) {
      const row = matrix.values.subarray(i * features, (i + 1) * features)
      const z = this.coefficients.map((c, a) => c.reduce((sum, v, j) => sum + v * row[j]!, this.intercepts[a]!))
      out.set(probabilities(Float64Array.from(z)), i * this.classes)
    }
    return tf.tensor2d(out, [matrix.rows, this.classes])
  }

  /** The most probable class of each row, int32 [n]. */
  predict(x: Rows): tf.Tensor1D {
    const p = this.predictProbabilities(x)
    try {
      return tf.argMax(p, 1) as tf.Tensor1D
    } finally {
      p.dispose()
    }
  }

  /** Accuracy: the share of rows whose class is found. */
  score(x: Rows, y?: Rows): number {
    const wanted = x instanceof Dataset && y === undefined ? x.labels() : toLabels(y)
    const predicted = this.predict(x)
    const found = predicted.dataSync()
    predicted.dispose()
    return wanted.reduce((right, label, i) => right + (label === found[i] ? 1 : 0), 0) / wanted.length
  }

  toString(): string {
    if (!this.classes) return 'Logistic regression: not fitted'
    return `Logistic regression: ${this.classes} classes, ${this.coefficients[0]!.length} features, ${this.steps} Newton steps`
  }

  [displaySymbol](): MimeBundle {
    return { 'text/plain': String(this) }
  }
}

function scores(w: Float64Array, feature: Float64Array, rows: number): Float64Array {
  const width = feature.length
  return Float64Array.from({ length: rows }, (_, a) => {
    let sum = 0
    for (let j = 0; j < width; j++) sum += w[a * width + j]! * feature[j]!
    return sum
  })
}

function probabilities(z: Float64Array): Float64Array {
  if (z.length === 1) {
    const p = z[0]! >= 0 ? 1 / (1 + Math.exp(-z[0]!)) : Math.exp(z[0]!) / (1 + Math.exp(z[0]!))
    return Float64Array.of(1 - p, p)
  }
  const most = Math.max(...z)
  const e = z.map((v) => Math.exp(v - most))
  const sum = e.reduce((a, b) => a + b, 0)
  return e.map((v) => v / sum)
}

function toLabels(y: Rows | undefined): Int32Array {
  if (y === undefined) throw expected('`y`, one label an example', y, 'Or give a dataset.')
  if (y instanceof Dataset) return y.labels()
  if (y instanceof tf.Tensor) return labelsOf(y)
  const { values, rows, columns } = toMatrix(y, 'y')
  return tf.tidy(() => labelsOf(tf.tensor2d(Float32Array.from(values), [rows, columns])))
}

/**
 * Logistic regression with an L2 penalty, to the coefficients that scikit-learn's LogisticRegression looks for (two classes:
 * one row of them; more: softmax, one row a class).
 * @example const model = models.logisticRegression({ C: 1 }).fit(set); model.score(test)
 */
export function logisticRegression(options: LogisticOptions = {}): LogisticRegression {
  checkOptions('`models.logisticRegression`', options, ['C', 'fitIntercept', 'maxSteps'])
  const { C = 1, fitIntercept = true, maxSteps = 100 } = options
  if (!(C > 0)) throw expected('`C` to be a number > 0', C)
  return new LogisticRegression({ C, fitIntercept, maxSteps: wholeNumber('maxSteps', maxSteps) })
}
