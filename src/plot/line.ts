/** Curves: one or several, over positions of their own or over 0, 1, 2, … */
import { checkName, checkOptions, expected } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { type Column, column, extent, gapsNote, isColumn, isList, numbers, sameLength, short } from './input.ts'
import { logTicks } from './log-ticks.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { classMarker } from './scatter.ts'
import { merge } from './theme.ts'

export interface LineOptions extends ChartOptions {
  /** Mark the points. @default true up to 20 points, else false */
  markers?: boolean
  /** Logarithmic axes: `'x'`, `'y'` or `'xy'`. */
  log?: 'x' | 'y' | 'xy'
  /** Name of the curve, where there is only one. */
  name?: string
}

const known = [...chartOptions, 'markers', 'log', 'name']

// Colour is never the only difference between two curves.
const dashes = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot']

interface Series {
  name?: string
  x?: Column
  y: Column
  /** Points of their own, without a line through them. */
  points?: boolean
  /** How far each value is uncertain, up and down: drawn as bars. */
  error?: ArrayLike<number> | undefined
}

type Curve = (x: number) => number

const isFunction = (value: unknown): value is Curve => typeof value === 'function'

const isCurve = (value: unknown): boolean => isColumn(value) || isFunction(value)

/** What a named curve may be: a column, a function, or `{ x, y, … }`. */
const isGroup = (value: unknown): boolean => isCurve(value) || isCurve((value as { y?: unknown } | undefined)?.y)

/** A column, or the values of a function at every x. */
function columnOf(y: unknown, x: Column | undefined, what: string): Column {
  if (!isFunction(y)) return column(y, what)
  if (x) return Array.from(x as ArrayLike<number>, (at) => y(at))
  throw expected(`the positions at which to draw the function ${what}`, undefined, 'Give x first: plot.line(x, f).')
}

const isOptions = (value: unknown): value is LineOptions =>
  typeof value === 'object' &&
  value !== null &&
  !isColumn(value) &&
  Object.keys(value).every((key) => known.includes(key))

function seriesOf(args: unknown[], options: LineOptions): Series[] {
  const [first, second] = args
  if (isRecords(first)) {
    const { x = 'x', y = 'y' } = options
    for (const key of [x, y]) {
      if (!(key in first[0]!)) {
        throw expected(`the records to have a field \`${key}\``, first[0], 'Name the fields to draw with `x` and `y`.')
      }
    }
    options.x ??= x
    options.y ??= y
    return [
      {
        x: column(
          first.map((row) => row[x]),
          `\`${x}\``,
        ),
        y: column(
          first.map((row) => row[y]),
          `\`${y}\``,
        ),
      },
    ]
  }
  const x = second === undefined ? undefined : column(first, '`x`')
  const values = second === undefined ? first : second
  if (isCurve(values)) return [{ name: options.name, x, y: columnOf(values, x, '`y`') }]
  if (typeof values === 'object' && values !== null) {
    return Object.entries(values).map(([name, one]) => {
      const part = one as { x?: unknown; y?: unknown; points?: boolean; error?: unknown }
      if (!isColumn(one) && isCurve(part?.y)) {
        const own = part.x === undefined ? x : column(part.x, `\`${name}.x\``)
        const error = part.error === undefined ? undefined : numbers(part.error, `\`${name}.error\``)
        return { name, x: own, y: columnOf(part.y, own, `\`${name}.y\``), points: part.points, error }
      }
      return { name, x, y: columnOf(one, x, `\`${name}\``) }
    })
  }
  throw expected(
    'numbers, a function of x, or an object of named curves',
    values,
    'E.g. plot.line([1, 4, 9]) or plot.line({ train: [3, 2], test: [4, 3] }).',
  )
}

const isRecords = (value: unknown): value is Record<string, unknown>[] =>
  Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' && value[0] !== null && !isList(value[0])

function describeSeries({ name, y, error }: Series): string {
  const { low, high, gaps } = extent(y)
  if (y.length === 0) return `${name ?? 'curve'} is empty`
  const last = typeof y[y.length - 1] === 'number' ? `, ends at ${short(y[y.length - 1] as number)}` : ''
  const range = low <= high ? `${short(low)} to ${short(high)}${last}` : 'no finite value'
  const bars = error ? `, uncertain by up to ${short(extent(error).high)}` : ''
  return `${name ? `${name}: ` : ''}${y.length} ${y.length === 1 ? 'point' : 'points'}, ${range}${bars}${gapsNote(gaps)}`
}

/**
 * Draws curves.
 *
 * `plot.line(y)`, `plot.line(x, y)`, `plot.line({ name: y, … })`, `plot.line(x, { name: y, … })`,
 * `plot.line(records, { x: 'field', y: 'field' })`; each column an array, a typed array, a tensor [n] or a danfojs Series,
 * and y also a function of x. A named curve may have an x of its own, `{ x, y }`; with `points: true` it is points without
 * a line through them, and `error`, a number for each value, draws bars of that length up and down.
 * NaN and ±Infinity are gaps. Curves of more than 12 000 points are thinned without losing their peaks.
 * @throws where `x` and `y` differ in length, or an option does not exist
 * @example
 * plot.line({ train: [0.9, 0.5, 0.3], validation: [1, 0.6, 0.5] }, { x: 'epoch', y: 'loss', log: 'y' })
 * @example plot.line([0, 1, 2, 3], { line: (x: number) => 2 * x + 1, measured: { y: [1.2, 2.8, 5.1, 6.9], points: true } })
 */
export function line(...args: unknown[]): Figure {
  const tail = args.length > 1 && isOptions(args.at(-1)) ? (args.at(-1) as LineOptions) : undefined
  const options: LineOptions = { ...tail }
  const given = tail ? args.slice(0, -1) : args
  if (given.length === 0) throw expected('numbers to draw', undefined, 'E.g. plot.line([1, 4, 9]).')
  if (given.length > 2) checkOptions('plot.line', given[2] as object, known)
  if (given.length === 2 && !isCurve(given[1]) && !isGroup(Object.values((given[1] ?? {}) as object)[0])) {
    checkOptions('plot.line', given[1] as object, known)
  }
  const series = seriesOf(given, options)
  for (const { name, x, y, error } of series) {
    if (x) sameLength(x, '`x`', y, name ? `\`${name}\`` : '`y`')
    if (error) sameLength(y, `\`${name}\``, error, `\`${name}.error\``)
  }
  const scattered = series.some(({ points }) => points)
  const data = series.map(({ name, x, y, points, error }, i): Trace => {
    const markers = options.markers ?? y.length <= 20
    return {
      type: 'scatter',
      mode: points ? 'markers' : markers ? 'lines+markers' : 'lines',
      name: name ?? '',
      ...(x && { x }),
      y,
      ...(error && { error_y: { type: 'data', array: Array.from(error) } }),
      ...(points
        ? { marker: classMarker(i, y.length === 1 ? 11 : 7) }
        : { line: { width: 2.2, dash: dashes[i % dashes.length] } }),
      showlegend: series.length > 1,
      hovertemplate:
        series.length > 1 ? '%{y:.5~g}' : `${options.x ?? 'x'} %{x}<br>${options.y ?? 'y'} %{y:.5~g}<extra></extra>`,
    }
  })
  if (options.log !== undefined) checkName('logarithmic axis', options.log, ['x', 'y', 'xy'])
  const log = options.log ?? ''
  const layout = merge(
    layoutOf({ x: series.some((one) => one.x) ? 'x' : 'index', y: 'value', ...options }),
    {
      hovermode: series.length > 1 && !scattered ? 'x unified' : 'closest',
      xaxis: log.includes('x') ? { type: 'log', ...logTicks(series.flatMap(({ x }) => (x ? [x] : []))) } : {},
      yaxis: log.includes('y') ? { type: 'log', exponentformat: 'power', ...logTicks(series.map(({ y }) => y)) } : {},
    },
    options.layout,
  )
  const head = options.title ?? [options.y, options.x].filter(Boolean).join(' over ')
  return new Figure({
    data,
    layout,
    description: `Line chart${head ? ` “${head}”` : ''}: ${series.map(describeSeries).join('; ') || 'no curve'}`,
  })
}
