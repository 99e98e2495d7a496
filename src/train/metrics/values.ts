/** Metrics take tensors, typed arrays or arrays; here they become plain numbers. */
import { expected, GradlabError } from '../../errors.ts'
import { tf } from '../../tf.ts'

/** Numbers: class labels, probabilities or one-hot rows, targets of a regression. */
export type Values = tf.Tensor | ArrayLike<number> | readonly (readonly number[])[]

export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly values: ArrayLike<number>
}

/** Values as rows and columns; a plain list is one column. */
export function toMatrix(values: Values, name: string): Matrix {
  if (values instanceof tf.Tensor) {
    if (values.isDisposed) throw new GradlabError(`Expected \`${name}\` to be a tensor, found a disposed one.`)
    const rows = values.shape[0] ?? 1
    return { rows, columns: rows ? values.size / rows : 0, values: values.dataSync() }
  }
  if (!values || typeof values !== 'object' || !('length' in values)) {
    throw expected(`\`${name}\` to be a tensor or an array`, values)
  }
  const first = (values as ArrayLike<unknown>)[0]
  if (Array.isArray(first)) {
    const table = values as readonly (readonly number[])[]
    return { rows: table.length, columns: first.length, values: table.flat() }
  }
  return { rows: values.length, columns: 1, values: values as ArrayLike<number> }
}

/** Two lists of the same length, not empty. */
export function pair(yTrue: Values, yPred: Values): [Matrix, Matrix] {
  const a = toMatrix(yTrue, 'yTrue')
  const b = toMatrix(yPred, 'yPred')
  if (a.rows !== b.rows) {
    throw new GradlabError(`Expected as many predictions as targets, found ${b.rows} and ${a.rows}.`)
  }
  if (a.rows === 0) throw new GradlabError('Expected at least one example, found none.')
  return [a, b]
}

/** Class numbers: of one-hot or probability rows the largest, of one probability whether it is above ½. */
export function toLabels({ rows, columns, values }: Matrix): Int32Array {
  const labels = new Int32Array(rows)
  if (columns > 1) {
    for (let i = 0; i < rows; i++) {
      let best = 0
      for (let j = 1; j < columns; j++) if (values[i * columns + j]! > values[i * columns + best]!) best = j
      labels[i] = best
    }
    return labels
  }
  let whole = true
  for (let i = 0; i < rows && whole; i++) whole = Number.isInteger(values[i])
  for (let i = 0; i < rows; i++) labels[i] = whole ? values[i]! : values[i]! > 0.5 ? 1 : 0
  return labels
}
