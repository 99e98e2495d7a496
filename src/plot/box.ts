/** Boxes: median, quartiles and range of columns side by side. */
import { checkOptions } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { short } from './input.ts'
import { namedColumns } from './named.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { merge, palette } from './theme.ts'

export interface BoxOptions extends ChartOptions {
  /** Draw every value beside the box. @default true up to 60 values each */
  points?: boolean
}

const known = [...chartOptions, 'points']

/** Quantile by linear interpolation between order statistics (Hyndman and Fan's type 7, NumPy's default). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const at = q * (sorted.length - 1)
  const below = Math.floor(at)
  const low = sorted[below]!
  return low + (at - below) * ((sorted[below + 1] ?? low) - low)
}

/** The five numbers of a box, whiskers to the last value within 1.5 box heights (Tukey, 1977), and what lies beyond. */
export function fiveNumbers(values: ArrayLike<number>) {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort()
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((q) => quantile(sorted, q)) as [number, number, number]
  const reach = 1.5 * (q3 - q1)
  const inside = sorted.filter((value) => value >= q1 - reach && value <= q3 + reach)
  const outside = Array.from(sorted.filter((value) => value < q1 - reach || value > q3 + reach))
  return { q1, median, q3, low: inside[0] ?? NaN, high: inside.at(-1) ?? NaN, outside, count: sorted.length }
}

/**
 * Draws the spread of columns side by side: median, quartiles, whiskers, outliers.
 * @param value a column of numbers, or `{ name: column, … }`
 * @example plot.box({ 'fold 1': errors1, 'fold 2': errors2 }, { y: 'squared error' })
 */
export function box(value: unknown, options: BoxOptions = {}): Figure {
  checkOptions('plot.box', options, known)
  const columns = namedColumns(value, 'the values')
  const all = columns.map(({ values }) => fiveNumbers(values))
  const data = columns.map(({ name, values }, k): Trace => {
    const five = all[k]!
    const color = palette[k % palette.length]
    const common = { type: 'box', name, marker: { color, size: 4 }, line: { color, width: 2 }, fillcolor: `${color}33` }
    if (values.length <= 60)
      return {
        ...common,
        y: values,
        quartilemethod: 'linear',
        boxpoints: (options.points ?? true) ? 'all' : 'outliers',
        jitter: 0.4,
      }
    // The five numbers and at most 200 outliers: a box of a million values weighs nothing.
    return {
      ...common,
      x: [name],
      q1: [five.q1],
      median: [five.median],
      q3: [five.q3],
      lowerfence: [five.low],
      upperfence: [five.high],
      y: [
        options.points === false ? [] : five.outside.filter((_, i) => i % Math.ceil(five.outside.length / 200) === 0),
      ],
      boxpoints: 'outliers',
    }
  })
  const text = columns.map(({ name }, k) => {
    const { count, median, q1, q3 } = all[k]!
    return `${name ? `${name}: ` : ''}${count} values${count ? `, median ${short(median)}, quartiles ${short(q1)} and ${short(q3)}` : ''}`
  })
  const layout = merge(
    layoutOf({ y: 'value', ...options }),
    { showlegend: false, hovermode: 'closest' },
    options.layout,
  )
  return new Figure({
    data,
    layout,
    description: `Box plot${options.title ? ` “${options.title}”` : ''}: ${text.join('; ')}`,
  })
}
