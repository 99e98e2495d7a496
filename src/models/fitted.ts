/** What the linear models share: data in as float64, predictions out as tensors, and how they show themselves. */
import { Dataset } from '../data/dataset.ts'
import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { describe, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'

export type Rows = Dataset | tf.Tensor | ArrayLike<number> | readonly (readonly number[])[]

/** Numbers row by row. */
export interface Matrix {
  readonly values: Float64Array
  readonly rows: number
  readonly columns: number
  readonly names?: readonly string[]
}

/** Inputs or targets as float64, checked to be finite; a flat list is one column. */
export function toMatrix(what: Rows, name: string): Matrix {
  if (what instanceof Dataset) {
    return { ...toMatrix(what.x, name), ...(what.featureNames ? { names: what.featureNames } : {}) }
  }
  let values: Float64Array
  let [rows, columns] = [0, 1]
  if (what instanceof tf.Tensor) {
    if (what.isDisposed) throw new GradlabError(`\`${name}\` is a disposed tensor: load or make the data again.`)
    if (what.rank < 1 || what.rank > 2) throw expected(`\`${name}\` to be of shape [n, features]`, what)
    values = Float64Array.from(what.dataSync())
    ;[rows, columns] = [what.shape[0]!, what.shape[1] ?? 1]
  } else {
    if (!what || typeof (what as ArrayLike<number>).length !== 'number')
      throw expected(`\`${name}\` to be rows of numbers`, what)
    const list = Array.from(what as ArrayLike<number | readonly number[]>)
    if (Array.isArray(list[0])) columns = list[0].length
    if (list.some((row) => (Array.isArray(row) ? row.length : 1) !== columns)) {
      throw expected(
        `the rows of \`${name}\` to be equally long (${columns})`,
        list.find((row) => (Array.isArray(row) ? row.length : 1) !== columns),
      )
    }
    rows = list.length
    values = Float64Array.from(list.flat())
  }
  if (!rows) throw expected(`\`${name}\` to have at least one row`, what)
  const bad = values.findIndex((v) => !Number.isFinite(v))
  if (bad >= 0) {
    const count = values.reduce((n, v) => n + (Number.isFinite(v) ? 0 : 1), 0)
    throw new GradlabError(
      `Expected \`${name}\` to hold finite numbers, found ${count} that are not, the first (${values[bad]}) in row ${Math.floor(bad / columns)}. ` +
        "Remove or fill them with `data.clean(set, { missing: 'mean' })`.",
    )
  }
  return { values, rows, columns }
}

/** Means of the columns. */
export function columnMeans({ values, rows, columns }: Matrix): Float64Array {
  const means = new Float64Array(columns)
  for (let k = 0; k < values.length; k++) means[k % columns]! += values[k]! / rows
  return means
}

/** XᵀX (of columns less their shifts). */
export function gram({ values, rows, columns: n }: Matrix, shift: Float64Array): Float64Array {
  const out = new Float64Array(n * n)
  const row = new Float64Array(n)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < n; j++) row[j] = values[i * n + j]! - shift[j]!
    for (let j = 0; j < n; j++) for (let k = 0; k <= j; k++) out[j * n + k]! += row[j]! * row[k]!
  }
  for (let j = 0; j < n; j++) for (let k = j + 1; k < n; k++) out[j * n + k] = out[k * n + j]!
  return out
}

/** A linear model of one target: coefficients, one a feature, and an intercept. */
export abstract class LinearModel implements Displayable {
  /** One a feature. @readonly */
  coefficients: Float64Array = new Float64Array()
  intercept = 0
  featureNames: readonly string[] = []
  protected abstract readonly title: string

  /** Finds coefficients and intercept. */
  protected abstract solve(x: Matrix, y: Float64Array): void

  /**
   * Finds coefficients and intercept.
   * @param x a dataset, or inputs [n, features]
   * @param y targets [n] or [n, 1]; a dataset has them
   */
  fit(x: Rows, y?: Rows): this {
    const inputs = toMatrix(x, 'x')
    const target = x instanceof Dataset && y === undefined ? x.y : y
    if (target === undefined) throw expected('`y`, one target an example', y, 'Or give a dataset.')
    const targets = toMatrix(target, 'y')
    if (targets.columns !== 1) throw expected('one target an example', describe(target))
    if (targets.rows !== inputs.rows) {
      throw new GradlabError(
        `Expected as many targets as inputs, found ${inputs.rows} inputs and ${targets.rows} targets.`,
      )
    }
    this.featureNames =
      inputs.names ?? Array.from({ length: inputs.columns }, (_, j) => (inputs.columns === 1 ? 'x' : `x${j}`))
    this.solve(inputs, targets.values)
    return this
  }

  /** x·coefficients + intercept, in float64. */
  protected raw(x: Rows): Float64Array {
    const matrix = toMatrix(x, 'x')
    if (!this.coefficients.length) throw new GradlabError('This model has not been fitted: call `fit` first.')
    if (matrix.columns !== this.coefficients.length) {
      throw new GradlabError(
        `The model was fitted on ${this.coefficients.length} feature(s), and these rows have ${matrix.columns}.`,
      )
    }
    return Float64Array.from({ length: matrix.rows }, (_, i) => {
      let sum = this.intercept
      for (let j = 0; j < matrix.columns; j++) sum += this.coefficients[j]! * matrix.values[i * matrix.columns + j]!
      return sum
    })
  }

  /** Predictions, float32 [n, 1]. */
  predict(x: Rows): tf.Tensor2D {
    const values = this.raw(x)
    return tf.tensor2d(Float32Array.from(values), [values.length, 1])
  }

  /** R² on a set: 1 is perfect, 0 no better than the mean. */
  score(x: Rows, y?: Rows): number {
    const found = this.raw(x)
    const wanted = toMatrix(x instanceof Dataset && y === undefined ? x.y : y!, 'y').values
    const mean = wanted.reduce((a, b) => a + b, 0) / wanted.length
    let [off, spread] = [0, 0]
    for (let i = 0; i < wanted.length; i++) {
      off += (wanted[i]! - found[i]!) ** 2
      spread += (wanted[i]! - mean) ** 2
    }
    return spread === 0 ? (off === 0 ? 1 : 0) : 1 - off / spread
  }

  toString(): string {
    const terms = [...this.coefficients].map((c, j) => `${format(c)}·${this.featureNames[j]}`)
    return `${this.title}: ${terms.length ? `y = ${format(this.intercept)} + ${terms.join(' + ')}`.replaceAll('+ -', '− ') : 'not fitted'}`
  }

  [displaySymbol](): MimeBundle {
    const rows = [['intercept', this.intercept], ...[...this.coefficients].map((c, j) => [this.featureNames[j]!, c])]
    const cells = rows.map(
      ([name, value]) => `<tr><td>${escapeHtml(name)}</td><td>${format(value as number)}</td></tr>`,
    )
    return {
      'text/plain': String(this),
      'text/html': `<b>${escapeHtml(this.title)}</b><table><tbody>${cells.join('')}</tbody></table>`,
    }
  }
}

function format(value: number): string {
  return value === 0 ? '0' : String(Number(value.toPrecision(5)))
}
