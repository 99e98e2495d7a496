/** Rows as a table, in text and in HTML; and arrays of steps that show themselves as one. */
import { displaySymbol, escapeHtml, type MimeBundle } from '../display.ts'

type Row = readonly string[]

/** Lines of text, columns aligned to the right. */
export function textTable(rows: readonly Row[]): string[] {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)))
  const line = (row: Row) => row.map((cell, c) => cell.padStart(widths[c]!)).join('  ')
  return rows.map((row) => line(row).trimEnd())
}

/** An HTML table; '' where there are no rows. */
export function htmlTable(heads: Row, rows: readonly Row[], caption = ''): string {
  if (!rows.length) return ''
  const cells = (row: Row, tag: string) =>
    row.map((text) => `<${tag} style="text-align:right;white-space:nowrap">${escapeHtml(text)}</${tag}>`).join('')
  const title = caption && `<caption style="text-align:left;font-weight:600">${escapeHtml(caption)}</caption>`
  return (
    `<table style="font-variant-numeric:tabular-nums;margin:.4em 0">${title}<thead><tr>${cells(heads, 'th')}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table>`
  )
}

/** Of a long table the first and the last rows are shown. */
const [first, last] = [3, 8]

/** Makes an array show itself as a table, its length above; to code it stays the same array. */
export function showAsTable<T>(items: readonly T[], heads: Row, row: (item: T) => Row): readonly T[] {
  const rows = (all: readonly T[]): Row[] => {
    if (all.length <= first + last + 1) return all.map(row)
    const head = all.slice(0, first).map(row)
    return [...head, heads.map(() => '…'), ...all.slice(all.length - last).map(row)]
  }
  const title = (all: readonly T[]) => `${all.length} ${all.length === 1 ? 'step' : 'steps'}`
  const text = (all: readonly T[]) => [title(all), ...(all.length ? textTable([heads, ...rows(all)]) : [])].join('\n')
  return Object.defineProperties(items, {
    // `this` and not `items`: around these there may be a proxy that computes them.
    [displaySymbol]: {
      value(this: readonly T[]): MimeBundle {
        return { 'text/plain': text(this), 'text/html': htmlTable(heads, rows(this), title(this)) || title(this) }
      },
    },
    [Symbol.for('nodejs.util.inspect.custom')]: {
      value(this: readonly T[]): string {
        return text(this)
      },
    },
  })
}
