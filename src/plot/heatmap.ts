/** A matrix as colours. */
import { checkName, checkOptions } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { cellNumber, withInk } from './ink.ts'
import { column, extent, gapsNote, matrix, rangeOf, sameLength, short } from './input.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { colorbar, counts, diverging, merge, sequential } from './theme.ts'

export interface HeatmapOptions extends ChartOptions {
  /** Names or positions of the columns. */
  columns?: unknown
  /** Names or positions of the rows. */
  rows?: unknown
  /** Colours: low to high, negative to positive about zero, or none to many. @default 'diverging' where signs differ, else 'sequential' */
  scale?: 'sequential' | 'diverging' | 'counts'
  /** Lowest and highest colour. @default of the data */
  range?: readonly [number, number]
  /** What the colour means, with its unit. */
  valueName?: string
  /** Write the number into each cell. @default true up to 12 × 12 */
  labels?: boolean
  /** First row on top, as matrices are written. @default true */
  topDown?: boolean
  /** Square cells. @default false */
  square?: boolean
}

const known = [...chartOptions, 'columns', 'rows', 'scale', 'range', 'valueName', 'labels', 'topDown', 'square']

/** The colour scale by its name, and its range. */
function colours(options: HeatmapOptions, low: number, high: number) {
  const scale = options.scale ?? (low < 0 && high > 0 ? 'diverging' : 'sequential')
  checkName('colour scale', scale, ['sequential', 'diverging', 'counts'])
  const most = Math.max(Math.abs(low), Math.abs(high))
  const [zmin, zmax] =
    options.range ?? (scale === 'diverging' ? [-most, most] : scale === 'counts' ? [0, high] : [low, high])
  return { colorscale: { sequential, diverging, counts }[scale], zmin, zmax }
}

/**
 * Draws a matrix as colours.
 * @param value rows of numbers, a tensor [rows, columns], or a danfojs DataFrame of numbers
 * @example plot.heatmap(model.layers[0].getWeights()[0], { x: 'unit', y: 'input', valueName: 'weight' })
 */
export function heatmap(value: unknown, options: HeatmapOptions = {}): Figure {
  checkOptions('plot.heatmap', options, known)
  if (options.range !== undefined) rangeOf(options.range)
  const z = matrix(value, 'the matrix')
  const [rows, width] = [z.length, z[0]?.length ?? 0]
  const x = options.columns === undefined ? undefined : column(options.columns, '`columns`')
  const y = options.rows === undefined ? undefined : column(options.rows, '`rows`')
  if (x) sameLength(x, '`columns`', { length: width }, 'the rows of the matrix')
  if (y) sameLength(y, '`rows`', z, 'the matrix')
  const ranges = z.map(extent)
  const { low } = extent(ranges.map((range) => range.low))
  const { high } = extent(ranges.map((range) => range.high))
  const gaps = ranges.reduce((sum, range) => sum + range.gaps, 0)
  const labels = options.labels ?? (rows <= 12 && width <= 12)
  const cells: Trace = {
    type: 'heatmap',
    z,
    ...(x && { x }),
    ...(y && { y }),
    ...colours(options, low, high),
    colorbar: colorbar(options.valueName ?? ''),
    ...(rows * width <= 400 && { xgap: 1, ygap: 1 }),
    hovertemplate: `${options.y ?? 'row'} %{y}, ${options.x ?? 'column'} %{x}<br>${options.valueName ?? 'value'} %{z:.4~g}<extra></extra>`,
    hoverongaps: false,
  }
  const data = labels
    ? withInk(
        cells,
        z.map((row) => Array.from(row, cellNumber)),
      )
    : [cells]
  const named = (names: unknown) => (names && typeof (names as string[])[0] === 'string' ? { type: 'category' } : {})
  const counted = (names: unknown, size: number) => (!names && size <= 12 ? { dtick: 1 } : {}) // no row 0.5
  const layout = merge(
    layoutOf({ ...(!x && { x: 'column' }), ...(!y && { y: 'row' }), ...options }),
    {
      xaxis: { showgrid: false, zeroline: false, constrain: 'domain', ...named(x), ...counted(x, width) },
      yaxis: {
        showgrid: false,
        zeroline: false,
        constrain: 'domain',
        ...named(y),
        ...counted(y, rows),
        ...(options.topDown !== false && { autorange: 'reversed' }),
        ...(options.square && { scaleanchor: 'x' }),
      },
    },
    options.layout,
  )
  const range = low <= high ? `, values ${short(low)} to ${short(high)}` : ''
  return new Figure({
    data,
    layout,
    description: `Heatmap${options.title ? ` “${options.title}”` : ''}: ${rows} × ${width}${range}${gapsNote(gaps)}`,
  })
}
