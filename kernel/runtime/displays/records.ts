/** Arrays of flat records, as tables. */
import type { MimeBundle } from '../../session/contract.ts'
import { tableBundle } from './table.ts'

const mostColumns = 50
/** Only so many records are looked at to find the columns; the rest of a long array is trusted to be like them. */
const looked = 200

function isFlat(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function') || value instanceof Date
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype) return false
  const descriptors = Object.values(Object.getOwnPropertyDescriptors(value))
  return descriptors.length > 0 && descriptors.every((property) => 'value' in property && isFlat(property.value))
}

/** A table of two or more plain objects with plain values; undefined for all else. */
export function recordsDisplay(value: unknown): MimeBundle | undefined {
  if (!Array.isArray(value) || value.length < 2) return undefined
  const sample = value.length <= looked ? value : [...value.slice(0, looked), value.at(-1)]
  if (!sample.every(isRecord)) return undefined
  const columns = [...new Set(sample.flatMap((record) => Object.keys(record)))]
  if (columns.length > mostColumns) return undefined
  return tableBundle({
    columns,
    length: value.length,
    cell: (row, column) => (value[row] as Record<string, unknown> | null)?.[columns[column]!],
  })
}
