/** danfojs frames: the same plots by the same names as `df.plot`. */
import { checkName, checkOptions, expected } from '../errors.ts'
import { bar } from './bar.ts'
import { box } from './box.ts'
import type { Figure } from './figure.ts'
import { histogram } from './histogram.ts'
import { column } from './input.ts'
import { line } from './line.ts'
import { scatter } from './scatter.ts'
import { table } from './table.ts'

interface FrameLike {
  columns: string[]
  values: unknown[]
  index?: (string | number)[]
  shape?: number[]
}

const isFrame = (value: unknown): value is FrameLike =>
  typeof value === 'object' &&
  value !== null &&
  Array.isArray((value as FrameLike).columns) &&
  Array.isArray((value as FrameLike).values)

export interface FrameOptions {
  /** @default 'line' */
  kind?: 'line' | 'scatter' | 'histogram' | 'bar' | 'box' | 'table'
  /** Column for the horizontal axis. @default the index */
  x?: string
  /** Column or columns to draw. @default all columns of numbers */
  y?: string | readonly string[]
  title?: string
}

/**
 * Draws columns of a danfojs DataFrame or a Series.
 * @example plot.frame(df, { kind: 'scatter', x: 'area', y: 'price' })
 */
export function frame(value: unknown, options: FrameOptions = {}): Figure {
  if (!isFrame(value)) throw expected('a danfojs DataFrame or Series', value)
  checkOptions('plot.frame', options, ['kind', 'x', 'y', 'title'])
  const names = value.columns.map(String)
  const rows = value.values as unknown[]
  const read = (name: string) => {
    checkName('column', name, names)
    const at = names.indexOf(name)
    return column(
      rows.map((row) => (Array.isArray(row) ? row[at] : row)),
      `\`${name}\``,
    )
  }
  const { kind = 'line', x, title } = options
  checkName('kind of plot', kind, ['line', 'scatter', 'histogram', 'bar', 'box', 'table'])
  if (kind === 'table') return table(value, { ...(title && { title }) })
  const wanted =
    options.y === undefined
      ? names.filter((name) => name !== x && typeof read(name)[0] === 'number')
      : [options.y].flat()
  const columns = Object.fromEntries(wanted.map((name) => [name as string, read(name as string)]))
  const common = { ...(title && { title }) }
  const across = x === undefined ? (value.index ?? rows.map((_, i) => i)) : read(x)
  const one = wanted.length === 1 ? { y: String(wanted[0]) } : {}
  if (kind === 'histogram') return histogram(columns, common)
  if (kind === 'box') return box(columns, common)
  if (kind === 'bar') return bar(across, columns, { ...common, ...one, ...(x && { x }) })
  if (kind === 'scatter')
    return scatter(across, Object.values(columns)[0], { ...common, x: x ?? 'index', y: String(wanted[0]) })
  return line(across, columns, { ...common, ...one, x: x ?? 'index' })
}
