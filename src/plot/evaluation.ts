/** How good a model is: which classes it confuses, and precision and recall of each. */
import { bar } from './bar.ts'
import { confusion } from './confusion.ts'
import { Figure } from './figure.ts'
import { merge } from './theme.ts'

interface PerClass {
  precision: ArrayLike<number>
  recall: ArrayLike<number>
  f1: ArrayLike<number>
}

/** What this needs of an evaluation of `train.evaluate`. */
export interface EvaluationLike {
  readonly confusion?: number[][]
  readonly classNames?: readonly string[]
  readonly accuracy?: number
  readonly loss?: number
}

/** Precision, recall and F1 of each class from the counts. */
export function perClass(table: readonly (readonly number[])[]): PerClass {
  const rows = table.map((row) => row.reduce((a, b) => a + b, 0))
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0))
  const precision = table.map((row, i) => (columns[i] ? row[i]! / columns[i]! : 0))
  const recall = table.map((row, i) => (rows[i] ? row[i]! / rows[i]! : 0))
  const f1 = precision.map((p, i) => (p + recall[i]! > 0 ? (2 * p * recall[i]!) / (p + recall[i]!) : 0))
  return { precision, recall, f1 }
}

/** Confusion matrix on the left, bars by class on the right. Undefined where there are no classes. */
export function evaluationFigure(result: EvaluationLike): Figure | undefined {
  const table = result.confusion
  if (!Array.isArray(table) || !table.length) return undefined
  const left = confusion(table, { ...(result.classNames && { classNames: result.classNames }) })
  const names = left.data[0]!.x as string[]
  const { precision, recall } = perClass(table)
  const right = bar(names, { precision, recall }, { horizontal: true, labels: false })
  const second = right.data.map((trace) => ({ ...trace, xaxis: 'x2', yaxis: 'y2', hovertemplate: '%{x:.1%}' }))
  const low = Math.min(...Array.from(precision), ...Array.from(recall))
  const layout = merge(left.layout, {
    title: { text: 'Evaluation' },
    xaxis: { domain: [0, 0.56] },
    xaxis2: merge(right.layout.xaxis, {
      domain: [0.68, 1],
      anchor: 'y2',
      tickformat: '.0%',
      nticks: 4,
      range: [Math.max(0, Math.floor(10 * (low - 0.05)) / 10), 1],
    }),
    yaxis2: merge(right.layout.yaxis, { anchor: 'x2', type: 'category', autorange: 'reversed' }),
    bargap: 0.3,
    legend: { orientation: 'h', x: 0.68, y: 1.01, yanchor: 'bottom' },
    showlegend: true,
    margin: { t: 76 },
  })
  const data = [{ ...left.data[0]!, showscale: false, showlegend: false }, ...second]
  const loss = typeof result.loss === 'number' ? `loss ${result.loss.toPrecision(4)}; ` : ''
  return new Figure({ data, layout, description: `${loss}${left.description}` })
}
