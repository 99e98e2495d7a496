/** Which class a model would say everywhere in the plane. */
import { checkOptions, expected } from '../errors.ts'
import { tf } from '../tf.ts'
import { Figure, type Trace } from './figure.ts'
import { around, type Domain, domainOf } from './grid.ts'
import { classesOf } from './images.ts'
import { column, isColumn, isTensor, matrix, predicted, sameLength, valuesOf } from './input.ts'
import { classesMeta } from './limit.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { classMarker, groups } from './scatter.ts'
import { colorbar, merge, palette } from './theme.ts'

export interface DecisionBoundaryOptions extends ChartOptions {
  /** [[x from, x to], [y from, y to]]. @default around the points */
  domain?: Domain
  /** Grid points along each axis. @default 80 */
  resolution?: number
  classNames?: readonly string[]
}

interface DatasetLike {
  x: unknown
  y: unknown
  classNames?: readonly string[]
  featureNames?: readonly string[]
}

type Predict = { predict(x: tf.Tensor): unknown } | ((x: any, y?: any) => unknown)

/** `tf.tidy` for a result without tensors. */
function quietly<T>(f: () => T): T {
  let result: T | undefined
  tf.tidy(() => {
    result = f()
  })
  return result as T
}

/** One row of class scores (or one number) for each point of a grid. */
function scoresOn(model: Predict, points: number[][]): ArrayLike<number>[] {
  const rowsOf = (value: unknown): ArrayLike<number>[] => {
    if (isTensor(value) && value.shape.length === 2) return matrix(value, 'the predictions')
    const flat = isTensor(value) ? valuesOf(value, 'the predictions') : value
    if (!isColumn(flat)) throw expected('predictions as a tensor [n], [n, 1] or [n, classes]', flat)
    return Array.from(flat as ArrayLike<any>, (row) => (typeof row === 'number' ? [row] : row))
  }
  if (typeof model !== 'function') {
    if (typeof model?.predict !== 'function') throw expected('a model with `predict`, or a function', model)
    return quietly(() => {
      const x = tf.tensor2d(points)
      return rowsOf(predicted(() => model.predict(x), x))
    })
  }
  if (model.length >= 2) return quietly(() => points.map(([x, y]) => oneRow(model(x, y))))
  const first = quietly(() => model(points[0]))
  if (typeof first === 'number' || Array.isArray(first))
    return quietly(() => points.map((point) => oneRow(model(point))))
  return quietly(() => rowsOf(model(tf.tensor2d(points))))
}

function oneRow(value: unknown): ArrayLike<number> {
  if (typeof value === 'number') return [value]
  if (!isColumn(value)) throw expected('the function to give a number, or one a class', value)
  return column(value, 'the scores of a point') as ArrayLike<number>
}

const rgba = (hex: string, alpha: number) =>
  `rgba(${[1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)).join(',')},${alpha})`

/** The ground: the probability of class 1, or which of several classes wins. */
function ground(scores: ArrayLike<number>[], axis: { x: number[]; y: number[] }): Trace {
  const width = axis.x.length
  const classes = scores[0]!.length
  const rows = (f: (row: ArrayLike<number>) => number) =>
    axis.y.map((_, r) => axis.x.map((_, c) => f(scores[r * width + c]!)))
  if (classes <= 2) {
    return {
      type: 'heatmap',
      ...axis,
      z: rows((row) => row[classes - 1]!),
      zsmooth: 'fast',
      zmin: 0,
      zmax: 1,
      colorscale: [
        [0, rgba(palette[0], 0.55)],
        [0.5, 'rgba(250,250,250,0.85)'], // pale on dark pages, too: the line on it is dark
        [1, rgba(palette[1], 0.55)],
      ],
      colorbar: colorbar('probability of class 1'),
      hovertemplate: '(%{x:.3~g}, %{y:.3~g})<br>probability of class 1: %{z:.2~f}<extra></extra>',
    }
  }
  const steps = Array.from({ length: classes }, (_, k): [number, string][] => {
    const color = rgba(palette[k % palette.length]!, 0.35)
    return [
      [k / classes, color],
      [(k + 1) / classes, color],
    ]
  })
  return {
    type: 'heatmap',
    meta: classesMeta,
    ...axis,
    z: rows((row) => {
      let best = 0
      for (let k = 1; k < row.length; k++) if (row[k]! > row[best]!) best = k
      return best
    }),
    colorscale: steps.flat(),
    zmin: -0.5,
    zmax: classes - 0.5,
    showscale: false,
    hovertemplate: '(%{x:.3~g}, %{y:.3~g})<br>class %{z}<extra></extra>',
  }
}

/**
 * Draws which class a model would say everywhere in the plane, with the data on it; the line is where it changes its mind.
 * @param model a model with two inputs, a function of a tensor [n, 2], or `(x, y) => probability`
 * @param data a dataset with two features, or `{ x, y }`
 * @example plot.decisionBoundary(model, moons)
 */
export function decisionBoundary(model: Predict, data: DatasetLike, options: DecisionBoundaryOptions = {}): Figure {
  checkOptions('plot.decisionBoundary', options, [...chartOptions, 'domain', 'resolution', 'classNames'])
  if (!data || data.x === undefined || data.y === undefined) throw expected('a dataset with `x` and `y`', data)
  const points = matrix(data.x, 'the inputs')
  if (points[0]?.length !== 2)
    throw expected('inputs with two features, [n, 2]', data.x, 'A plane has two axes: take two columns.')
  const labels = classesOf(data.y, 'the targets')
  const count = options.resolution ?? 80
  if (!(Number.isInteger(count) && count >= 2 && count <= 1000)) {
    throw expected('`resolution` to be a whole number from 2 to 1000', count)
  }
  sameLength(points, 'the inputs', labels, 'the targets')
  const domain = options.domain ? domainOf(options.domain) : around(points as number[][], 0.12)
  if (!domain) throw expected('inputs with finite numbers', data.x, 'Remove the rows with NaN: data.clean(set).')
  const ticks = domain.map(([low, high]) =>
    Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1)),
  )
  const axis = { x: ticks[0]!, y: ticks[1]! }
  const scores = scoresOn(
    model,
    axis.y.flatMap((y) => axis.x.map((x) => [x, y])),
  )
  const back = ground(scores, axis)
  const traces: Trace[] = [back]
  if (scores[0]!.length <= 2) {
    const line = { contours: { start: 0.5, end: 0.5, size: 1, coloring: 'none' }, line: { width: 2.2, color: '#444' } }
    traces.push({
      type: 'contour',
      ...axis,
      z: back.z,
      ...line,
      autocontour: false,
      showscale: false,
      showlegend: false,
      hoverinfo: 'skip',
    })
  }
  const names = options.classNames ?? data.classNames
  traces.push(
    ...[...groups(labels)].map(
      ([one, indices], k): Trace => ({
        type: 'scatter',
        mode: 'markers',
        name: typeof one === 'number' ? (names?.[one] ?? `class ${one}`) : one,
        x: indices.map((i) => points[i]![0]!),
        y: indices.map((i) => points[i]![1]!),
        marker: { ...classMarker(typeof one === 'number' ? one : k, 7), opacity: 1, line: { width: 1, color: '#fff' } },
        hovertemplate: '(%{x:.3~g}, %{y:.3~g})',
      }),
    ),
  )
  const [x, y] = data.featureNames ?? ['x<sub>1</sub>', 'x<sub>2</sub>']
  const layout = merge(
    layoutOf({ x, y, ...options }),
    {
      height: options.height ?? 480,
      xaxis: { range: domain[0], showgrid: false, zeroline: false },
      yaxis: { range: domain[1], showgrid: false, zeroline: false },
      hovermode: 'closest',
      legend: { orientation: 'h', x: 0, y: 1.01, yanchor: 'bottom' },
      margin: { t: options.title ? 84 : 44 },
    },
    options.layout,
  )
  return new Figure({
    data: traces,
    layout,
    description: `Decision boundary${options.title ? ` “${options.title}”` : ''} over ${points.length} points in ${new Set(labels).size} classes`,
  })
}
