/** No figure passes 1 MB by accident: traces with very many points are thinned before they are shown. */
import type { Trace } from './figure.ts'
import type { Layout } from './theme.ts'
import { largestTriangles, sample } from './thin.ts'

/** Points of a line, of a cloud of marks, and cells of a picture, over all traces of a figure. */
const most = { line: 4_000, marks: 5_000, cells: 65_000 }

/** `meta` of a trace whose `z` are classes: numbers that may be picked, never averaged. */
export const classesMeta = 'classes'

const listLike = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value)

function pick(value: unknown, indices: number[], length: number): unknown {
  if (!listLike(value) || value.length !== length) return value
  return indices.map((i) => value[i])
}

/** A trace with only the points of these indices, in every column that has one entry a point. */
function thinned(trace: Trace, indices: number[], length: number): Trace {
  const at = (part: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(part).map(([key, value]) => [key, pick(value, indices, length)]))
  const out: Trace = at(trace)
  for (const key of ['marker', 'error_x', 'error_y'] as const) if (trace[key]) out[key] = at(trace[key])
  return out
}

const ascending = (x: ArrayLike<unknown>) => {
  for (let i = 1; i < x.length; i++) if (!(Number(x[i - 1]) <= Number(x[i]))) return false
  return true
}

/** 0, 1, 2, … (`Float64Array.from` takes twenty times as long.) */
function counting(length: number): Float64Array {
  const out = new Float64Array(length)
  for (let i = 0; i < length; i++) out[i] = i
  return out
}

function limitPoints(trace: Trace, share: number): Trace {
  const { y, x } = trace
  const length = listLike(y) ? y.length : listLike(x) ? x.length : 0
  const line = (trace.mode ?? 'lines').includes('lines') && !['bar', 'histogram', 'box', 'violin'].includes(trace.type)
  const keep = Math.max(800, Math.floor((line ? most.line : most.marks) * share))
  if (length <= keep) return trace
  const positions = listLike(x) ? x : counting(length)
  const curve = line && listLike(y) && (positions !== x || ascending(x))
  const indices = curve
    ? largestTriangles(positions as ArrayLike<number>, y as ArrayLike<number>, keep)
    : sample(length, keep)
  return thinned(listLike(x) || !curve ? trace : { ...trace, x: positions }, indices, length)
}

/** A matrix with at most `cells` entries: the mean of each block, or its middle where the mean of two classes would be a third. */
export function poolCells(z: ArrayLike<number>[], cells: number, classes = false): number[][] {
  const [rows, columns] = [z.length, z[0]?.length ?? 0]
  const factor = Math.ceil(Math.sqrt((rows * columns) / cells))
  return Array.from({ length: Math.ceil(rows / factor) }, (_, i) =>
    Array.from({ length: Math.ceil(columns / factor) }, (_, j) => {
      if (classes) {
        const middle = (block: number, length: number) => Math.min(block * factor + (factor >> 1), length - 1)
        return z[middle(i, rows)]![middle(j, columns)]!
      }
      let [sum, count] = [0, 0]
      for (let r = i * factor; r < Math.min(rows, (i + 1) * factor); r++) {
        for (let c = j * factor; c < Math.min(columns, (j + 1) * factor); c++) {
          if (!Number.isFinite(z[r]![c]!)) continue
          sum += z[r]![c]!
          count++
        }
      }
      return count ? sum / count : NaN
    }),
  )
}

/** Contours keep every nth height where it stands, the last one too: they reach from edge to edge of their field. */
function limitHeights(trace: Trace, cells: number): Trace {
  const z = trace.z as ArrayLike<number>[]
  const factor = Math.ceil(Math.sqrt((z.length * (z[0]?.length ?? 0)) / cells))
  const places = (length: number) => [
    ...Array.from({ length: Math.ceil((length - 1) / factor) }, (_, i) => i * factor),
    length - 1,
  ]
  const [rows, columns] = [places(z.length), places(z[0]!.length)]
  const at = (axis: unknown, kept: number[]) => (listLike(axis) ? kept.map((i) => axis[i]) : axis)
  const grid = (value: unknown) =>
    listLike(value) && listLike(value[0])
      ? rows.map((i) => columns.map((j) => (value[i] as ArrayLike<unknown>)[j]))
      : value
  const { x, y, customdata } = trace
  return { ...trace, z: grid(z), x: at(x, columns), y: at(y, rows), customdata: grid(customdata) }
}

function limitCells(trace: Trace, share: number): Trace {
  const z = trace.z as ArrayLike<number>[]
  const lines = trace.type === 'contour'
  // Regions of classes weigh little, whatever their cells are; their borders are steps of one cell.
  const least = lines ? 1700 : trace.meta === classesMeta ? 6400 : 4096
  const cells = Math.max(least, Math.floor(most.cells * share))
  const size = z.length * (z[0]?.length ?? 0)
  if (size <= cells) return trace
  if (lines) return limitHeights(trace, cells)
  const factor = Math.ceil(Math.sqrt(size / cells))
  // A block stands where its middle is; names have no middle.
  const every = (axis: unknown) => {
    if (!listLike(axis)) return axis
    const blocks = Array.from({ length: Math.ceil(axis.length / factor) }, (_, i) => i * factor)
    return blocks.map((from) => {
      const to = Math.min(axis.length, from + factor) - 1
      const [low, high] = [axis[from], axis[to]]
      return typeof low === 'number' && typeof high === 'number' ? (low + high) / 2 : low
    })
  }
  return { ...trace, z: poolCells(z, cells, trace.meta === classesMeta), x: every(trace.x), y: every(trace.y) }
}

/** The same figure with few enough points for a notebook; unchanged (the same traces) where it is small. @param part of the usual number of points */
export function limit(
  { data, layout }: { data: Trace[]; layout: Layout },
  part = 1,
): { data: Trace[]; layout: Layout } {
  const share = part / Math.max(1, data.length)
  return {
    layout,
    data: data.map((trace) =>
      Array.isArray(trace.z) && listLike(trace.z[0])
        ? limitCells(trace, share)
        : ['table', 'pie'].includes(trace.type)
          ? trace
          : limitPoints(trace, share),
    ),
  }
}
