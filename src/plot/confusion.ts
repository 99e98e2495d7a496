/** Which classes a model takes for which. */
import { checkOptions, expected } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { classesOf } from './images.ts'
import { withInk } from './ink.ts'
import { isTensor, matrix, sameLength } from './input.ts'
import { type ChartOptions, chartOptions } from './options.ts'
import { colorbar, counts, merge } from './theme.ts'

export interface ConfusionOptions extends Omit<ChartOptions, 'x' | 'y'> {
  classNames?: readonly string[]
  /** Colour by the share of each true class instead of the count. @default true */
  normalize?: boolean
}

const known = [...chartOptions.filter((name) => name.length > 1), 'classNames', 'normalize']

/** A row and a column each: more could not be told apart. */
const mostClasses = 1000

/** Counts of true class (row) against predicted class (column). */
export function confusionCounts(
  labels: (number | string)[],
  predictions: (number | string)[],
  names?: readonly string[],
) {
  const kinds = [...new Set([...labels, ...predictions])]
  const numeric = kinds.every((kind) => typeof kind === 'number')
  const bad = numeric ? kinds.find((kind) => !(Number.isInteger(kind) && Number(kind) >= 0)) : undefined
  if (bad !== undefined) throw expected('classes to be whole numbers from 0 on, or words', bad)
  const size = numeric ? Math.max(names?.length ?? 0, ...kinds.map((kind) => Number(kind) + 1)) : 0
  if (Math.max(size, kinds.length) > mostClasses)
    throw expected(`at most ${mostClasses} classes`, Math.max(size, kinds.length))
  const classes = numeric ? Array.from({ length: size }, (_, i) => i) : kinds.sort()
  const index = new Map(classes.map((kind, i) => [kind as number | string, i]))
  const table = classes.map(() => new Array<number>(classes.length).fill(0))
  for (const [i, label] of labels.entries()) table[index.get(label)!]![index.get(predictions[i]!)!]!++
  return { table, names: classes.map((kind) => (typeof kind === 'number' ? (names?.[kind] ?? String(kind)) : kind)) }
}

/**
 * Draws a confusion matrix: a row for each true class, a column for each predicted one.
 *
 * `plot.confusion(matrix)`, `plot.confusion(labels, predictions)` or `plot.confusion(evaluation)` (of `train.evaluate`)
 * @param args counts [classes, classes]; or labels and predictions (indices, one-hot rows, scores or words); then the options
 * @example plot.confusion(test.y, model.predict(test.x), { classNames: ['cat', 'dog'] })
 */
export function confusion(...args: unknown[]): Figure {
  const [first, second] = args
  // An evaluation holds its confusion; that holds the counts, under `matrix`, and the names of the classes.
  const held = (first as { confusion?: unknown } | undefined)?.confusion ?? first
  const from = held as { matrix?: unknown; classNames?: readonly string[] } | undefined
  const pair = isTensor(second) || Array.isArray(second) || ArrayBuffer.isView(second)
  const options = { ...((pair ? args[2] : second) as ConfusionOptions | undefined) }
  checkOptions('plot.confusion', options, known)
  let table: number[][]
  let names: readonly string[]
  if (pair) {
    const [labels, predictions] = [classesOf(first, '`labels`'), classesOf(second, '`predictions`')]
    sameLength(labels, '`labels`', predictions, '`predictions`')
    ;({ table, names } = confusionCounts(labels, predictions, options.classNames))
  } else {
    table = matrix(from?.matrix ?? held, 'the confusion matrix').map((row) => Array.from(row))
    if (table.some((row) => row.length !== table.length)) throw expected('a square matrix of counts', first)
    const bad = table.flat().find((count) => !(Number.isFinite(count) && count >= 0))
    if (bad !== undefined) throw expected('counts to be numbers from 0 on', bad)
    names = options.classNames ?? from?.classNames ?? table.map((_, i) => String(i))
  }
  if (!names.length) throw expected('at least one example', first)
  if (names.length < table.length) throw expected(`${table.length} names in \`classNames\`, one a class`, names.length)
  const sums = table.map((row) => row.reduce((a, b) => a + b, 0))
  const shares = table.map((row, i) => row.map((count) => (sums[i] ? count / sums[i] : 0)))
  const normalize = options.normalize ?? true
  const total = sums.reduce((a, b) => a + b, 0)
  const hits = table.reduce((sum, row, i) => sum + row[i]!, 0)
  const most = table.flat().reduce((a, b) => Math.max(a, b), 1)
  const layout = merge(
    {
      title: options.title ?? 'Confusion matrix',
      ...(options.width && { width: options.width }),
      height: options.height ?? Math.min(720, 170 + 42 * Math.max(6, names.length)),
      xaxis: { title: 'predicted class', type: 'category', showgrid: false, side: 'bottom', constrain: 'domain' },
      yaxis: {
        title: 'true class',
        type: 'category',
        showgrid: false,
        autorange: 'reversed',
        scaleanchor: 'x',
        constrain: 'domain',
      },
    },
    options.layout,
  )
  const cells: Trace = {
    type: 'heatmap',
    x: names,
    y: names,
    z: normalize ? shares : table,
    customdata: table,
    colorscale: counts,
    zmin: 0,
    zmax: normalize ? 1 : most,
    xgap: 1,
    ygap: 1,
    colorbar: colorbar(normalize ? 'share of the true class' : 'count', normalize ? { tickformat: '.0%' } : {}),
    hovertemplate: `true %{y}, predicted %{x}<br>%{customdata} examples${normalize ? ' (%{z:.1%} of this class)' : ''}<extra></extra>`,
  }
  const numbers = table.map((row) => row.map((count) => (count ? String(count) : '')))
  const data = names.length <= 20 ? withInk(cells, numbers) : [cells]
  return new Figure({
    data,
    layout,
    description: `Confusion matrix of ${names.length} ${names.length === 1 ? 'class' : 'classes'}: ${hits} of ${total} right (${((100 * hits) / (total || 1)).toFixed(1)} %)${worst(table, names)}`,
  })
}

/** The most frequent mistake in words. */
function worst(table: number[][], names: readonly string[]): string {
  let [best, text] = [0, '']
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      if (i !== j && count > best) [best, text] = [count, `; most often ${names[i]} taken for ${names[j]} (${count})`]
    }
  }
  return text
}
