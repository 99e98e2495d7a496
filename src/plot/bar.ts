/** Bars: one number for each of a few names. */
import { checkOptions, expected } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { inkOn, rgbOf } from './ink.ts'
import { column, isColumn, numbers, sameLength, short } from './input.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { groupMarker } from './pattern.ts'
import { merge } from './theme.ts'

export interface BarOptions extends ChartOptions {
  /** Bars from left to right, for long names. @default false */
  horizontal?: boolean
  /** Write the number on each bar. @default true up to 20 bars */
  labels?: boolean
}

const known = [...chartOptions, 'horizontal', 'labels']

/** Narrower bars could not be told apart. */
const mostBars = 2000

/**
 * Draws bars.
 *
 * `plot.bar({ name: number, … })`, `plot.bar(names, numbers)`, `plot.bar(names, { group: numbers, … })`
 * @example plot.bar({ SGD: 0.91, Adam: 0.97 }, { y: 'test accuracy' })
 */
export function bar(...args: unknown[]): Figure {
  const object = !isColumn(args[0])
  const alone = object || (!isColumn(args[1]) && !isGroups(args[1]))
  const options = { ...((alone ? args[1] : args[2]) as BarOptions | undefined) }
  checkOptions('plot.bar', options, known)
  const { names, groups } = read(args, object, alone)
  for (const { name, values } of groups) sameLength(names, 'the names', values, name ? `\`${name}\`` : 'the numbers')
  const bars = names.length * groups.length
  if (bars > mostBars) {
    throw expected(
      `at most ${mostBars} bars`,
      bars,
      'Draw a curve with plot.line, or how often values occur with plot.histogram.',
    )
  }
  const labels = options.labels ?? names.length * groups.length <= 20
  const data = groups.map(({ name, values }, k): Trace => {
    const y = Array.from(values)
    const marker = groupMarker(k)
    return {
      type: 'bar',
      name,
      ...(options.horizontal ? { x: y, y: names, orientation: 'h' } : { x: names, y }),
      ...(labels && { text: y.map((value) => short(value)), textposition: 'auto', textangle: 0 }),
      ...(labels && { insidetextfont: { color: inkOn(rgbOf(marker.color)) } }),
      marker,
      hovertemplate: `%{${options.horizontal ? 'y' : 'x'}}: %{${options.horizontal ? 'x' : 'y'}:.4~g}${name ? '' : '<extra></extra>'}`,
    }
  })
  const layout = merge(
    layoutOf({ [options.horizontal ? 'x' : 'y']: 'value', ...options }),
    {
      showlegend: groups.length > 1,
      bargap: 0.25,
      [options.horizontal ? 'yaxis' : 'xaxis']: {
        type: 'category',
        ...(options.horizontal && { autorange: 'reversed' }),
      },
    },
    options.layout,
  )
  const text = groups.map(({ name, values }) => {
    const pairs = Array.from(values, (value, i) => `${names[i]!.replaceAll('<br>', ' ')} ${short(value)}`)
    return `${name ? `${name}: ` : ''}${pairs.slice(0, 12).join(', ')}${pairs.length > 12 ? ', …' : ''}`
  })
  return new Figure({
    data,
    layout,
    description: `Bar chart${options.title ? ` “${options.title}”` : ''}: ${text.join('; ') || 'no bar'}`,
  })
}

const isGroups = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0 && Object.values(value).every(isColumn)

function read(args: unknown[], object: boolean, alone: boolean) {
  const [first, second] = args
  if (object) {
    if (typeof first !== 'object' || first === null) {
      throw expected('names with numbers', first, "E.g. plot.bar({ a: 1, b: 2 }) or plot.bar(['a', 'b'], [1, 2]).")
    }
    return { names: Object.keys(first), groups: [{ name: '', values: numbers(Object.values(first), 'the bars') }] }
  }
  if (alone) {
    const values = numbers(first, 'the bars')
    return { names: Array.from(values, (_, i) => String(i)), groups: [{ name: '', values }] }
  }
  const names = Array.from(column(first, 'the names') as ArrayLike<unknown>, (name, i) => {
    if (typeof name === 'number' && Number.isNaN(name))
      throw expected('a name for each bar', undefined, `Look at entry ${i}.`)
    return String(name)
  })
  if (isColumn(second)) return { names, groups: [{ name: '', values: numbers(second, 'the numbers') }] }
  return {
    names,
    groups: Object.entries(second as object).map(([name, one]) => ({ name, values: numbers(one, `\`${name}\``) })),
  }
}
