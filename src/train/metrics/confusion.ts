import { type Displayable, displaySymbol, escapeHtml, type MimeBundle } from '../../display.ts'
import { expected } from '../../errors.ts'
import { viewOf } from '../../view.ts'
import { pair, toLabels, type Values } from './values.ts'

/** How often each class was taken for each: `matrix[true][predicted]`. Shows itself. */
export class Confusion implements Displayable {
  readonly matrix: readonly (readonly number[])[]
  readonly classNames: readonly string[]

  constructor(matrix: number[][], classNames?: readonly string[]) {
    this.matrix = matrix
    this.classNames = classNames ?? matrix.map((_, i) => String(i))
  }

  /** Number of examples. */
  get total(): number {
    return this.matrix.flat().reduce((a, b) => a + b, 0)
  }

  toString(): string {
    const names = this.classNames
    const width = Math.max(...names.map((n) => n.length), String(this.total).length, 4) + 1
    const line = (cells: readonly unknown[]) => cells.map((c) => String(c).padStart(width)).join('')
    return [line(['', ...names]), ...this.matrix.map((row, i) => line([names[i], ...row]))].join('\n')
  }

  [displaySymbol](): MimeBundle | Promise<MimeBundle> {
    return viewOf('confusion', this) ?? { 'text/html': this.#html(), 'text/plain': this.toString() }
  }

  #html(): string {
    const head = `<tr><th>true \\ predicted</th>${this.classNames.map((n) => `<th>${escapeHtml(n)}</th>`).join('')}</tr>`
    const rows = this.matrix.map(
      (row, i) => `<tr><th>${escapeHtml(this.classNames[i])}</th>${row.map((n) => `<td>${n}</td>`).join('')}</tr>`,
    )
    return `<table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table>`
  }
}

/**
 * The confusion matrix: rows are true classes, columns predicted ones.
 * @param yTrue class numbers or one-hot rows
 * @param yPred class numbers or probabilities
 * @param options.classes how many classes there are @default as many as appear, or the columns of the rows
 */
export function confusion(
  yTrue: Values,
  yPred: Values,
  options: { classes?: number; classNames?: readonly string[] } = {},
): Confusion {
  const [a, b] = pair(yTrue, yPred)
  const [truth, predicted] = [toLabels(a), toLabels(b)]
  const largest = truth.reduce(
    (m, v) => Math.max(m, v),
    predicted.reduce((m, v) => Math.max(m, v), 0),
  )
  const named = options.classes ?? options.classNames?.length
  const classes = named ?? Math.max(largest + 1, a.columns > 1 ? a.columns : 0, b.columns > 1 ? b.columns : 0, 2)
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (let i = 0; i < truth.length; i++) {
    const row = matrix[truth[i]!]
    if (!row || row[predicted[i]!] === undefined) {
      throw expected(`labels to be whole numbers in [0, ${classes})`, row ? predicted[i] : truth[i])
    }
    row[predicted[i]!]!++
  }
  return new Confusion(matrix, options.classNames)
}
