/** Points, coloured by class or by value. */
import { checkOptions, expected } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { classesOf } from './images.ts'
import { type Column, column, extent, gapsNote, isColumn, isTensor, matrix, sameLength, short } from './input.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { merge, palette, sequential } from './theme.ts'

export interface ScatterOptions extends ChartOptions {
  /** The class of each point: labels, one-hot rows or words. Each class has a colour and a shape. */
  classes?: unknown
  /** Names of the classes, where they are indices. */
  classNames?: readonly string[]
  /** A number for each point, shown as colour. */
  values?: unknown
  /** What `values` are, with their unit. */
  valueName?: string
  /** Words shown when the mouse is on a point. */
  text?: readonly string[]
  /** Diameter of the points in pixels. @default 7 */
  size?: number
}

const known = [...chartOptions, 'classes', 'classNames', 'values', 'valueName', 'text', 'size']

/** Shapes, so that colour is never the only difference. */
export const symbols = [
  'circle',
  'diamond',
  'square',
  'cross',
  'triangle-up',
  'x',
  'star',
  'pentagon',
  'hexagon',
  'hourglass',
]

/** Marker colour, shape and rim of class k. */
export function classMarker(k: number, size = 7): Trace {
  return {
    size,
    color: palette[k % palette.length],
    symbol: symbols[k % symbols.length],
    opacity: 0.85,
    line: { width: 0.5, color: 'rgba(255,255,255,0.7)' },
  }
}

/** A trace each: more could not be told apart, and take minutes to draw. */
const mostClasses = 200

/** Two columns from `(x, y)`, or from one value with two columns: a tensor [n, 2] or rows. */
function coordinates(first: unknown, second: unknown): [Column, Column] {
  if (isColumn(second)) return [column(first, '`x`'), column(second, '`y`')]
  const pairs = isTensor(first) || (Array.isArray(first) && first.every((row) => isColumn(row)))
  if (!pairs)
    throw expected(
      '`x` and `y`, or points of shape [n, 2]',
      first,
      'E.g. plot.scatter(x, y) or plot.scatter([[0, 1], [2, 3]]).',
    )
  const rows = matrix(first, 'the points')
  if (rows.length && rows[0]!.length !== 2) throw expected('points of shape [n, 2]', first)
  return [rows.map((row) => row[0]!), rows.map((row) => row[1]!)]
}

/** The indices of each class, classes in order of name or number. */
export function groups(classes: (number | string)[]): Map<number | string, number[]> {
  const found = new Map<number | string, number[]>()
  for (const [i, one] of classes.entries()) {
    const indices = found.get(one)
    if (indices) indices.push(i)
    else found.set(one, [i])
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Draws points.
 * @param args `x, y` (columns), or points of shape [n, 2]; then the options
 * @example plot.scatter(moons.x, { classes: moons.y, title: 'Two moons' })
 * @example plot.scatter(area, price, { x: 'area in m²', y: 'price in €' })
 */
export function scatter(...args: unknown[]): Figure {
  const [first, second] = args
  const options = { ...((isColumn(second) ? args[2] : second) as ScatterOptions | undefined) }
  checkOptions('plot.scatter', options, known)
  const [x, y] = coordinates(first, second)
  sameLength(x, '`x`', y, '`y`')
  const size = options.size ?? (x.length > 2000 ? 5 : 7)
  const hover = `${options.x ?? 'x'} %{x:.4~g}<br>${options.y ?? 'y'} %{y:.4~g}`
  const pick = (from: ArrayLike<any>, indices: number[]) => indices.map((i) => from[i])
  let data: Trace[]
  if (options.classes !== undefined) {
    const classes = classesOf(options.classes, '`classes`')
    sameLength(x, 'the points', classes, '`classes`')
    const kinds = new Set(classes).size
    if (kinds > mostClasses)
      throw expected(`at most ${mostClasses} classes`, kinds, 'Colour by a number instead: `values`.')
    data = [...groups(classes)].map(([one, indices], k) => ({
      type: 'scatter',
      mode: 'markers',
      name: typeof one === 'number' ? (options.classNames?.[one] ?? `class ${one}`) : one,
      x: pick(x, indices),
      y: pick(y, indices),
      ...(options.text && { text: pick(options.text, indices) }),
      marker: classMarker(k, size),
      hovertemplate: `${options.text ? '%{text}<br>' : ''}${hover}`,
    }))
  } else {
    const values = options.values === undefined ? undefined : column(options.values, '`values`')
    if (values) sameLength(x, 'the points', values, '`values`')
    data = [
      {
        type: 'scatter',
        mode: 'markers',
        x,
        y,
        ...(options.text && { text: options.text }),
        marker: {
          ...classMarker(0, size),
          ...(values && {
            color: values,
            colorscale: sequential,
            showscale: true,
            colorbar: { title: { text: options.valueName ?? '' } },
          }),
        },
        hovertemplate: `${options.text ? '%{text}<br>' : ''}${hover}${values ? `<br>${options.valueName ?? 'value'} %{marker.color:.4~g}` : ''}<extra></extra>`,
      },
    ]
  }
  const [ex, ey] = [extent(x), extent(y)]
  const where =
    ex.low <= ex.high && ey.low <= ey.high
      ? `, x ${short(ex.low)} to ${short(ex.high)}, y ${short(ey.low)} to ${short(ey.high)}`
      : ''
  const kinds =
    options.classes === undefined
      ? ''
      : ` in ${data.length} classes (${data.map((t) => `${t.name}: ${t.x.length}`).join(', ')})`
  return new Figure({
    data,
    layout: merge(
      layoutOf({ x: 'x', y: 'y', ...options }),
      { hovermode: 'closest', showlegend: data.length > 1 },
      options.layout,
    ),
    description: `Scatter plot${options.title ? ` “${options.title}”` : ''}: ${x.length} ${x.length === 1 ? 'point' : 'points'}${kinds}${where}${gapsNote(ex.gaps + ey.gaps)}`,
  })
}
