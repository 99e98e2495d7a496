/** Tables of rows and columns, as text and as HTML: head and tail of long ones, and their shape. */
import type { MimeBundle } from '../../session/contract.ts'
import { escapeHtml } from './html.ts'

/** Longer tables show this many first and last rows. */
const head = 10
const tail = 5
const mostColumns = 20
const widest = 60

export interface Table {
  columns: string[]
  /** How many rows there are in all. */
  length: number
  /** The name of a row, shown before it. */
  index?: (row: number) => string
  cell(row: number, column: number): unknown
  /** E.g. `150 rows × 4 columns`; made from the shape if left out. */
  caption?: string
}

function cellText(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)))
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  const text = String(value).replace(/\s*\n\s*/g, ' ⏎ ')
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text
}

interface Grid {
  header: string[]
  rows: string[][]
  /** True for columns of numbers, which are set to the right. */
  numeric: boolean[]
}

function grid(table: Table): Grid {
  const cut = table.columns.length > mostColumns
  const columns = cut
    ? [...range(0, mostColumns / 2), -1, ...range(table.columns.length - mostColumns / 2, table.columns.length)]
    : range(0, table.columns.length)
  const isLong = table.length > head + tail + 1
  const rows = isLong ? [...range(0, head), -1, ...range(table.length - tail, table.length)] : range(0, table.length)
  const name = table.index ?? String
  return {
    header: ['', ...columns.map((column) => (column < 0 ? '…' : table.columns[column]!))],
    rows: rows.map((row) =>
      row < 0
        ? ['…', ...columns.map(() => '…')]
        : [name(row), ...columns.map((column) => (column < 0 ? '…' : cellText(table.cell(row, column))))],
    ),
    numeric: [
      true,
      ...columns.map((column) =>
        rows.every((row) => {
          const value = row < 0 || column < 0 ? 0 : table.cell(row, column)
          return typeof value === 'number' || typeof value === 'bigint' || value == null
        }),
      ),
    ],
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

export function tableBundle(table: Table): MimeBundle {
  const { header, rows, numeric } = grid(table)
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
  const caption = table.caption ?? `${count(table.length, 'row')} × ${count(table.columns.length, 'column')}`
  return {
    'text/plain': plainTable(header, rows, numeric, caption),
    'text/html': htmlTable(header, rows, numeric, caption),
  }
}

function plainTable(header: string[], rows: string[][], numeric: boolean[], caption: string): string {
  const lines = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const set = (line: string[]) =>
    line
      .map((text, column) => (numeric[column] ? text.padStart(widths[column]!) : text.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd()
  return [...lines.map(set), '', caption].join('\n')
}

function htmlTable(header: string[], rows: string[][], numeric: boolean[], caption: string): string {
  const align = (column: number) => ` style="text-align: ${numeric[column] ? 'right' : 'left'}"`
  const top = header.map((text, column) => `<th${align(column)}>${escapeHtml(text)}</th>`).join('')
  const body = rows
    .map((row) => {
      const cells = row.slice(1).map((text, i) => `<td${align(i + 1)}>${escapeHtml(text)}</td>`)
      return `<tr><th>${escapeHtml(row[0]!)}</th>${cells.join('')}</tr>`
    })
    .join('\n')
  return `<div><table class="dataframe" border="1">\n<thead><tr>${top}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>\n<p>${escapeHtml(caption)}</p></div>`
}
