import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TraceMap } from '@jridgewell/trace-mapping'
import { murmur2 } from './murmur.ts'

/** Front ends put the hash of a cell's code between these two. Nothing is written there: sources are sent. */
export const prefix = `${join(tmpdir(), `gradlab_${process.pid}`)}/`
export const suffix = '.ts'

/** How many runs can be debugged after the fact. */
const remembered = 2000

/** The path that stands for the code of a cell. */
export function pathOf(code: string): string {
  return `${prefix}${murmur2(code)}${suffix}`
}

/** The URL that the runtime gives to the script of a run. */
export function urlOf(cell: number): string {
  return `gradlab:///cell-${cell}`
}

export interface DebuggedRun {
  cell: number
  /** `Cell In[3]`. */
  name: string
  code: string
  path: string
  map: string
  traced?: TraceMap
}

/** A place in a cell; lines and columns from 1. */
export interface CellPlace {
  run: DebuggedRun
  line: number
  column: number
}

type Tracing = typeof import('@jridgewell/trace-mapping')
let tracing: Tracing | undefined

function trace(run: DebuggedRun): { map: TraceMap; tracing: Tracing } {
  tracing ??= createRequire(import.meta.url)('@jridgewell/trace-mapping') as Tracing
  run.traced ??= new tracing.TraceMap(run.map)
  return { map: run.traced, tracing }
}

/** Code of cells by path, and the runs whose compiled code came from it. */
export class Sources {
  readonly #codes = new Map<string, string>()
  readonly #runs = new Map<string, DebuggedRun>()

  /** A front end tells the code of a cell, and learns its path. */
  dump(code: string): string {
    const path = pathOf(code)
    this.#codes.set(path, code)
    return path
  }

  code(path: string): string | undefined {
    return this.#codes.get(path)
  }

  /** A cell is about to run. */
  ran({ cell, name, code, map }: Pick<DebuggedRun, 'cell' | 'name' | 'code' | 'map'>): DebuggedRun {
    const run = { cell, name, code, map, path: this.dump(code) }
    this.#runs.set(urlOf(cell), run)
    if (this.#runs.size > remembered) this.#runs.delete(this.#runs.keys().next().value as string)
    return run
  }

  runsOf(path: string): DebuggedRun[] {
    return [...this.#runs.values()].filter((run) => run.path === path)
  }

  runs(): DebuggedRun[] {
    return [...this.#runs.values()]
  }

  /** The runtime that knew these runs is gone. */
  forget(): void {
    this.#runs.clear()
  }

  /** Where in its cell a place of compiled code (from 0) comes from. */
  original(url: string, line: number, column: number): CellPlace | undefined {
    const run = this.#runs.get(url)
    if (!run) return undefined
    const { map, tracing } = trace(run)
    const needle = { line: line + 1, column }
    let found = tracing.originalPositionFor(map, needle)
    if (found.line === null) found = tracing.originalPositionFor(map, { ...needle, bias: tracing.LEAST_UPPER_BOUND })
    return found.line === null ? undefined : { run, line: found.line, column: found.column + 1 }
  }

  /** The first place of compiled code (from 0) of a line of a cell, or of the next line that has code. */
  generated(run: DebuggedRun, line: number): { line: number; lineNumber: number; columnNumber: number } | undefined {
    const { map, tracing } = trace(run)
    const source = map.sources[0] ?? ''
    const last = run.code.split('\n').length
    for (let at = line; at <= last; at++) {
      const places = tracing.allGeneratedPositionsFor(map, {
        source,
        line: at,
        column: 0,
        bias: tracing.LEAST_UPPER_BOUND,
      })
      const [first] = places.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
      if (first?.line != null && first.column != null) {
        return { line: at, lineNumber: first.line - 1, columnNumber: first.column }
      }
    }
    return undefined
  }
}
