/** How often which values occur. Bins are counted here, so a million numbers weigh no more than forty. */
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { extent, short } from './input.ts'
import { namedColumns } from './named.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { groupMarker } from './pattern.ts'
import { merge } from './theme.ts'

export interface HistogramOptions extends ChartOptions {
  /** Number of bins. @default by Freedman and Diaconis' rule, 5 to 60 */
  bins?: number
  /** Shares of all values instead of counts. @default false */
  share?: boolean
}

const known = [...chartOptions, 'bins', 'share']

/** More bins than a screen has columns show nothing more. */
const mostBins = 2000

/**
 * Equal bins from the lowest to the highest value.
 * @returns bin edges (bins + 1) and the counts of each column
 */
export function countBins(columns: ArrayLike<number>[], bins?: number): { edges: number[]; counts: number[][] } {
  let [low, high] = [Infinity, -Infinity]
  for (const values of columns) {
    const range = extent(values)
    low = Math.min(low, range.low)
    high = Math.max(high, range.high)
  }
  if (!Number.isFinite(high - low) && low < high)
    throw new GradlabError(
      `The values reach from ${short(low)} to ${short(high)}, too far apart to count: draw their logarithms, or leave out the largest.`,
    )
  if (low > high) return { edges: [0, 1], counts: columns.map(() => [0]) }
  if (low === high) [low, high] = [low - 0.5, high + 0.5]
  const count = bins ?? defaultBins(columns[0]!, high - low)
  // Bins narrower than the numbers' own resolution could not be told apart: all values are one.
  if (low + (high - low) / count === low || high - (high - low) / count === high) [low, high] = [low - 0.5, high + 0.5]
  const width = (high - low) / count
  const counts = columns.map((values) => {
    const bin = new Array<number>(count).fill(0)
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (Number.isFinite(value)) bin[Math.min(count - 1, Math.floor((value - low) / width))]!++
    }
    return bin
  })
  return { edges: Array.from({ length: count + 1 }, (_, i) => low + i * width), counts }
}

/** Bin width 2·IQR·n^(−1/3). Source: D. Freedman and P. Diaconis, 1981. */
function defaultBins(values: ArrayLike<number>, span: number): number {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort()
  const quartiles = sorted[Math.floor(sorted.length * 0.75)]! - sorted[Math.floor(sorted.length * 0.25)]!
  const width = 2 * quartiles * sorted.length ** (-1 / 3)
  return width > 0 ? Math.min(60, Math.max(5, Math.ceil(span / width))) : 20
}

/**
 * Draws how often which values occur; several columns over one another.
 * @param value a column of numbers (any shape), or `{ name: column, … }`
 * @example plot.histogram({ before: weights0, after: weights1 }, { x: 'weight' })
 */
export function histogram(value: unknown, options: HistogramOptions = {}): Figure {
  checkOptions('plot.histogram', options, known)
  if (options.bins !== undefined && !(Number.isInteger(options.bins) && options.bins > 0 && options.bins <= mostBins)) {
    throw expected(`\`bins\` to be a whole number from 1 to ${mostBins}`, options.bins)
  }
  const columns = namedColumns(value, 'the values')
  const { edges, counts } = countBins(
    columns.map((one) => one.values),
    options.bins,
  )
  const width = edges[1]! - edges[0]!
  const data = columns.map(
    ({ name, values }, k): Trace => ({
      type: 'bar',
      name,
      x: edges.slice(0, -1).map((edge) => edge + width / 2),
      y: options.share ? counts[k]!.map((count) => count / Math.max(1, values.length)) : counts[k],
      width,
      marker: { ...groupMarker(k), opacity: columns.length > 1 ? 0.6 : 0.9, line: { width: 0 } },
      customdata: edges.slice(0, -1).map((edge, i) => `${short(edge)} to ${short(edges[i + 1]!)}`),
      hovertemplate: `%{customdata}: %{y${options.share ? ':.1%' : ''}}${columns.length > 1 ? '' : '<extra></extra>'}`,
    }),
  )
  const layout = merge(
    layoutOf({ x: 'value', y: options.share ? 'share' : 'count', ...options }),
    {
      barmode: 'overlay',
      bargap: 0,
      showlegend: columns.length > 1,
      yaxis: options.share ? { tickformat: '.0%' } : {},
    },
    options.layout,
  )
  const text = columns.map(({ name, values }) => {
    let [sum, squares, n] = [0, 0, 0]
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i]!)) continue
      sum += values[i]!
      n++
    }
    const mean = sum / n
    for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i]!)) squares += (values[i]! - mean) ** 2
    const bad = values.length - n
    const left = bad ? `; ${bad} NaN or infinite, left out` : ''
    return `${name ? `${name}: ` : ''}${n} values${n ? `, mean ${short(mean)}, standard deviation ${short(Math.sqrt(squares / n))}` : ''}${left}`
  })
  return new Figure({
    data,
    layout,
    description: `Histogram${options.title ? ` “${options.title}”` : ''}: ${text.join('; ')}`,
  })
}
