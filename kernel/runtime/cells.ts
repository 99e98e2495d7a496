/** The code of the cells that ran: what tracebacks quote, and how places in compiled code become places in cells. */
import { createRequire } from 'node:module'
import type { TraceMap } from '@jridgewell/trace-mapping'

export interface CellSource {
  /** `Cell In[3]`. */
  name: string
  code: string
  /** Source map from the compiled code to `code`. */
  map: string
  traced?: TraceMap
}

export interface CellPlace {
  source: CellSource
  /** From 1; 0 where only the cell is known. */
  line: number
  /** From 1. */
  column: number
}

const prefix = 'gradlab:///cell-'

/** The URL of a cell's script, in stack traces and for the debugger. Expressions of a run are cells of their own. */
export function cellUrl(cell: number, expression?: number): string {
  return expression === undefined ? `${prefix}${cell}` : `${prefix}${cell}-${expression}`
}

/** Old cells are forgotten when all kept code and maps are larger than this (characters). */
const capacity = 64 << 20

const sources = new Map<string, CellSource>()
let kept = 0

export function keepSource(url: string, source: CellSource): void {
  sources.set(url, source)
  kept += source.code.length + source.map.length
  for (const [oldest, { code, map }] of sources) {
    if (kept <= capacity || oldest === url) break
    sources.delete(oldest)
    kept -= code.length + map.length
  }
}

/** The latest cell of a name, for traces that only exist as text. */
export function sourceNamed(name: string): CellSource | undefined {
  let found: CellSource | undefined
  for (const source of sources.values()) if (source.name === name) found = source
  return found
}

/** True for the code of cells and of local files that the kernel compiled. */
export function isKept(url: string): boolean {
  return sources.has(url)
}

let tracing: typeof import('@jridgewell/trace-mapping') | undefined

/** Where in its cell a place of compiled code comes from; lines and columns from 1. */
export function placeInCell(url: string, line: number, column: number): CellPlace | undefined {
  const source = sources.get(url)
  if (!source) return undefined
  // Loaded with the first error only, and at once, since stack traces are asked for synchronously.
  tracing ??= createRequire(import.meta.url)('@jridgewell/trace-mapping') as typeof import('@jridgewell/trace-mapping')
  try {
    source.traced ??= new tracing.TraceMap(source.map)
    const { originalPositionFor, LEAST_UPPER_BOUND } = tracing
    const needle = { line, column: column - 1 }
    let found = originalPositionFor(source.traced, needle)
    if (found.line === null) found = originalPositionFor(source.traced, { ...needle, bias: LEAST_UPPER_BOUND })
    return { source, line: found.line ?? 0, column: (found.column ?? 0) + 1 }
  } catch {
    return { source, line: 0, column: 1 }
  }
}
