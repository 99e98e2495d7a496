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

/** Pieces joined end to end: each line as its points. Half the text of the pieces alone. */
export function joined(pieces: readonly Piece[]): [number, number][][] {
  // Two cells compute the crossing of their common side from the same corners, so it is the same number.
  const key = (x: number, y: number) => Math.round(x * 1e5) * 2 ** 24 + Math.round(y * 1e5)
  const at = new Map<number, number[]>()
  pieces.forEach(([x1, y1, x2, y2], i) => {
    for (const k of [key(x1, y1), key(x2, y2)]) {
      const there = at.get(k)
      if (there) there.push(i)
      else at.set(k, [i])
    }
  })
  const used = new Uint8Array(pieces.length)
  /** Goes on from a place along pieces that are not used yet. */
  const follow = (x: number, y: number): [number, number][] => {
    const points: [number, number][] = []
    for (;;) {
      const next = at.get(key(x, y))!.find((i) => !used[i])
      if (next === undefined) return points
      used[next] = 1
      const [x1, y1, x2, y2] = pieces[next]!
      ;[x, y] = key(x1, y1) === key(x, y) ? [x2, y2] : [x1, y1]
      points.push([x, y])
    }
  }
  const lines: [number, number][][] = []
  pieces.forEach(([x1, y1, x2, y2], i) => {
    if (used[i]) return
    used[i] = 1
    const forward = follow(x2, y2)
    lines.push([...follow(x1, y1).reverse(), [x1, y1], [x2, y2], ...forward])
  })
  return lines
}
