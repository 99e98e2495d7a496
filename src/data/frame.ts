/** danfojs, loaded when first used (it takes seconds to load): frames from files, datasets from frames. */
import { createRequire } from 'node:module'
import { expected } from '../errors.ts'
import { csvContent, toColumn } from './csv.ts'
import { type CsvOptions, parseCsv } from './csv-parser.ts'
import type { Dataset } from './dataset.ts'
import { type TableOptions, tableToDataset } from './table.ts'

/** What we need of a danfojs DataFrame. */
export interface FrameLike {
  readonly columns: string[]
  readonly shape: number[]
  readonly values: unknown[] | unknown[][]
}

/**
 * A danfojs DataFrame from a CSV file, its text, or records; read by gradlab's parser, so faster than danfojs's own reader.
 * @example const frame = await data.frame('houses.csv'); frame.head().print()
 */
export async function frame(
  source: string | readonly Record<string, unknown>[],
  options: CsvOptions = {},
): Promise<import('danfojs-node').DataFrame> {
  const { DataFrame } = createRequire(import.meta.url)('danfojs-node') as typeof import('danfojs-node')
  if (typeof source !== 'string') {
    if (!Array.isArray(source)) throw expected('the path of a CSV file, its text, or records', source)
    return new DataFrame(source as unknown as any[])
  }
  const columns = parseCsv(await csvContent(source), options)
  return new DataFrame(
    Object.fromEntries([...columns].map(([name, values]) => [name, Array.from<unknown>(values as ArrayLike<unknown>)])),
  )
}

/**
 * A dataset from a danfojs DataFrame.
 * @example data.fromFrame(df, { target: 'price' })
 */
export function fromFrame(df: FrameLike, options: TableOptions): Dataset {
  if (!df || !Array.isArray(df.columns) || !Array.isArray(df.values)) {
    throw expected('a danfojs DataFrame', df, 'For an array of objects there is `data.fromRecords`.')
  }
  const rows = df.values as unknown[][]
  const table = new Map(df.columns.map((name, j) => [name, toColumn(rows.map((row) => missingAsNull(row[j])))]))
  return tableToDataset(table, options, '`data.fromFrame`')
}

function missingAsNull(value: unknown): unknown {
  return typeof value === 'number' && Number.isNaN(value) ? null : value
}
