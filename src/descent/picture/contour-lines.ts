/** Lines of equal value on a grid, by marching squares. */

export interface Grid {
  readonly columns: number
  readonly rows: number
  /** Row by row. */
  readonly values: Float64Array
}

/** A line piece: from (x, y) to (x, y) in cells of the grid. */
export type Piece = readonly [number, number, number, number]

export function gridOf(columns: number, rows: number, value: (column: number, row: number) => number): Grid {
  const values = new Float64Array(columns * rows)
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) values[r * columns + c] = value(c, r)
  return { columns, rows, values }
}

/** Levels that leave about the same area between any two: they show a valley as well as a cliff. */
export function levelsOf({ values }: Grid, count: number): number[] {
  const sorted = values.filter(Number.isFinite).sort()
  if (!sorted.length || sorted[0] === sorted.at(-1)) return []
  const levels = Array.from(
    { length: count },
    (_, i) => sorted[Math.floor(((i + 0.5) / count) ** 1.3 * sorted.length)]!,
  )
  return [...new Set(levels)]
}

/** The pieces of the line where the grid has the value `level`; cells with a corner that is no number have none. */
export function contourLine({ columns, rows, values }: Grid, level: number): Piece[] {
  const pieces: Piece[] = []
  for (let r = 0; r + 1 < rows; r++) {
    for (let c = 0; c + 1 < columns; c++) {
      const a = values[r * columns + c]! - level
      const b = values[r * columns + c + 1]! - level
      const d = values[(r + 1) * columns + c]! - level
      const e = values[(r + 1) * columns + c + 1]! - level
      if (!Number.isFinite(a + b + d + e)) continue
      // Where the line crosses each side of the cell: top, right, bottom, left.
      const crossings: [number, number][] = []
      if (a < 0 !== b < 0) crossings.push([c + a / (a - b), r])
      if (b < 0 !== e < 0) crossings.push([c + 1, r + b / (b - e)])
      if (d < 0 !== e < 0) crossings.push([c + d / (d - e), r + 1])
      if (a < 0 !== d < 0) crossings.push([c, r + a / (a - d)])
      // Four crossings: a saddle. The mean of the corners tells which sides belong together.
      const turned = crossings.length === 4 && a + b + d + e < 0 !== a < 0
      const order = turned ? [0, 3, 1, 2] : [0, 1, 2, 3]
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const [p, q] = [crossings[order[k]!]!, crossings[order[k + 1]!]!]
        pieces.push([p[0], p[1], q[0], q[1]])
      }
    }
  }
  return pieces
}
