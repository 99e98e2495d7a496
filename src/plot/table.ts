/** Numbers to read, as a table. */
import { displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'
import { checkOptions, expected } from '../errors.ts'
import { Figure } from './figure.ts'
import { column, isColumn, short } from './input.ts'

export interface TableOptions {
  title?: string
  /** Which columns, in this order. @default all */
  columns?: readonly string[]
  /** At most this many rows; of more, the first and the last half. @default 20 */
  rows?: number
}

/** A table: HTML in notebooks (text to select, rows to hear read), a Plotly table as a picture. */
class Table extends Figure {
  #html: string
  constructor(names: string[], rows: string[][], title: string, description: string) {
    super({
      data: [
        {
          type: 'table',
          header: {
            values: names.map((name) => `<b>${name}</b>`),
            align: 'right',
            fill: { color: 'rgba(128,128,128,0.18)' },
            height: 30,
          },
          cells: {
            values: names.map((_, c) => rows.map((row) => row[c])),
            align: 'right',
            fill: { color: 'rgba(0,0,0,0)' },
            height: 28,
          },
        },
      ],
      layout: {
        ...(title && { title }),
        height: 60 + 30 * (rows.length + 1) + (title ? 36 : 0),
        margin: { l: 10, r: 10, b: 10 },
      },
      description,
    })
    const cell = 'style="text-align:right;padding:.2em .7em;font-variant-numeric:tabular-nums"'
    const line = (tag: string, values: string[]) =>
      `<tr>${values.map((value) => `<${tag} ${cell}${tag === 'th' ? ' scope="col"' : ''}>${escapeHtml(value)}</${tag}>`).join('')}</tr>`
    const caption = title ? `<caption style="text-align:left;font-weight:600">${escapeHtml(title)}</caption>` : ''
    this.#html = `<table class="gradlab-table">${caption}<thead>${line('th', names)}</thead><tbody>${rows.map((row) => line('td', row)).join('')}</tbody></table>`
  }

  override async toHtml(): Promise<string> {
    return this.#html
  }

  override async [displaySymbol](): Promise<MimeBundle> {
    return { 'text/html': this.#html, 'text/plain': this.description }
  }
}

const text = (value: unknown) =>
  typeof value === 'number'
    ? short(value)
    : value === undefined || value === null
      ? ''
      : typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
        ? JSON.stringify(value)
        : String(value)

/** Records, an object of columns, or a danfojs DataFrame as names and columns. */
function columnsOf(value: unknown): [string[], ArrayLike<unknown>[]] {
  const frame = value as { columns?: unknown; values?: unknown }
  if (frame && Array.isArray(frame.columns) && Array.isArray(frame.values)) {
    const names = frame.columns.map(String)
    return [names, names.map((_, c) => (frame.values as unknown[][]).map((row) => row[c]))]
  }
  if (Array.isArray(value)) {
    if (!value.every((row) => typeof row === 'object' && row !== null))
      throw expected('records, e.g. [{ name: 1 }]', value)
    const names = [...new Set(value.flatMap((row) => Object.keys(row)))]
    return [names, names.map((name) => value.map((row) => row[name]))]
  }
  if (typeof value !== 'object' || value === null || !Object.values(value).every(isColumn)) {
    throw expected(
      'records, an object of columns, or a DataFrame',
      value,
      "E.g. plot.table([{ optimizer: 'adam', accuracy: 0.98 }]).",
    )
  }
  return [Object.keys(value), Object.entries(value).map(([name, one]) => column(one, `\`${name}\``))]
}

/**
 * Shows a table; numbers with 4 significant digits.
 * @param value records, `{ name: column, … }`, or a danfojs DataFrame
 * @example plot.table([{ optimizer: 'SGD', accuracy: 0.91 }, { optimizer: 'Adam', accuracy: 0.97 }])
 */
export function table(value: unknown, options: TableOptions = {}): Figure {
  checkOptions('plot.table', options, ['title', 'columns', 'rows'])
  const [all, columns] = columnsOf(value)
  const names = options.columns ? [...options.columns] : all
  const missing = names.find((name) => !all.includes(name))
  if (missing !== undefined) throw expected(`\`columns\` to be among ${all.join(', ')}`, missing)
  const chosen = names.map((name) => columns[all.indexOf(name)]!)
  const length = Math.max(0, ...chosen.map((one) => one.length))
  const most = options.rows ?? 20
  if (!(Number.isInteger(most) && most > 0)) throw expected('`rows` to be a whole number > 0', options.rows)
  const half = Math.ceil(most / 2)
  const indices =
    length <= most
      ? Array.from({ length }, (_, i) => i)
      : [...Array(half).keys(), -1, ...Array.from({ length: most - half }, (_, i) => length - (most - half) + i)]
  const rows = indices.map((i) => chosen.map((one) => (i < 0 ? '…' : text(one[i]))))
  const widths = names.map((name, c) => Math.max(name.length, ...rows.map((row) => row[c]!.length)))
  const lines = [names, ...rows].map((row) => row.map((value, c) => value.padStart(widths[c]!)).join('  '))
  return new Table(
    names,
    rows,
    options.title ?? '',
    [...(options.title ? [options.title] : []), ...(names.length ? lines : ['An empty table'])].join('\n'),
  )
}
