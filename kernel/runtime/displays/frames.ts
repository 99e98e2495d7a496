/** danfojs data frames and series (known by what they have, for danfojs loads in seconds and most notebooks do without). */
import type { MimeBundle } from '../../session/contract.ts'
import { tableBundle } from './table.ts'

interface Frame {
  shape: number[]
  columns: (string | number)[]
  values: unknown[]
  index?: (string | number)[]
  dtypes?: string[]
  print(): void
}

function isFrame(value: any): value is Frame {
  return (
    typeof value.print === 'function' &&
    Array.isArray(value.shape) &&
    Array.isArray(value.columns) &&
    Array.isArray(value.values)
  )
}

export function frameDisplay(value: unknown): MimeBundle | undefined {
  if (typeof value !== 'object' || value === null || !isFrame(value)) return undefined
  const { values, index, dtypes } = value
  const isSeries = value.shape.length === 1 || (values.length > 0 && !Array.isArray(values[0]))
  const columns = value.columns.map(String)
  return tableBundle({
    columns: isSeries && columns.length !== 1 ? ['value'] : columns,
    length: values.length,
    index: (row) => String(index?.[row] ?? row),
    cell: (row, column) => (isSeries ? values[row] : (values[row] as unknown[] | undefined)?.[column]),
    caption: isSeries
      ? `Series of ${values.length}${dtypes?.[0] ? `, ${dtypes[0]}` : ''}`
      : `DataFrame, ${values.length} rows × ${columns.length} columns`,
  })
}
