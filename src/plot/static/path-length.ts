/**
 * The length of a path and the point at some way along it, which Plotly asks for arrows, for labels on contours and for text
 * along a path. Bézier curves are walked in 24 straight steps (an error of less than a tenth of a pixel at the size of a
 * figure); an arc counts as the straight line to its end: Plotly draws none where it asks for a length.
 */

type Point = readonly [x: number, y: number]

const steps = 24

/** The point at t of a Bézier curve of any degree, by de Casteljau's construction. */
function bezier(points: readonly Point[], t: number): Point {
  let at = points
  while (at.length > 1) {
    at = at.slice(1).map(([x, y], i) => [at[i]![0] + (x - at[i]![0]) * t, at[i]![1] + (y - at[i]![1]) * t] as const)
  }
  return at[0]!
}

const strides: Record<string, number> = { H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, M: 2, L: 2 }

/** A path as straight pieces, one list of corners for each stretch that is drawn without lifting the pen. */
export function strokes(d: string): Point[][] {
  const out: Point[][] = []
  let at: Point = [0, 0]
  let control: Point | undefined // the last control point, which S and T mirror
  for (const [, letter, rest] of d.matchAll(/([a-df-zA-DF-Z])([^a-df-zA-DF-Z]*)/g)) {
    const numbers = (rest!.match(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number)
    const kind = letter!.toUpperCase()
    if (kind === 'Z') {
      at = out.at(-1)![0]!
      out.at(-1)!.push(at)
      out.push([at])
      continue
    }
    const stride = strides[kind] ?? 2
    for (let i = 0; i + stride <= numbers.length; i += stride) {
      const [x0, y0] = letter === kind ? [0, 0] : at
      const number = (k: number) => numbers[i + k]!
      const point = (k: number): Point => [x0 + number(k), y0 + number(k + 1)]
      const from = at
      const mirrored: Point = control ? [2 * at[0] - control[0], 2 * at[1] - control[1]] : at
      if (kind === 'H') at = [x0 + number(0), at[1]]
      else if (kind === 'V') at = [at[0], y0 + number(0)]
      else at = point(stride - 2)
      if (kind === 'M' && i === 0) {
        out.push([at])
        continue
      }
      const curve: Point[] = [from]
      if (kind === 'C') curve.push(point(0), point(2))
      else if (kind === 'S') curve.push(mirrored, point(0))
      else if (kind === 'Q') curve.push(point(0))
      else if (kind === 'T') curve.push(mirrored)
      control = curve.length > 1 ? curve.at(-1) : undefined
      const pieces = curve.length > 1 ? steps : 1
      for (let k = 1; k <= pieces; k++) out.at(-1)!.push(bezier([...curve, at], k / pieces))
    }
  }
  return out.filter((stroke) => stroke.length > 1)
}

const far = (a: Point, b: Point) => Math.hypot(b[0] - a[0], b[1] - a[1])

/** Length of a path in the units of its numbers. */
export function pathLength(d: string): number {
  let sum = 0
  for (const stroke of strokes(d)) for (let i = 1; i < stroke.length; i++) sum += far(stroke[i - 1]!, stroke[i]!)
  return sum
}

/** The point that lies so far along a path; before its start the start, past its end the end. */
export function pointAlong(d: string, length: number): { x: number; y: number } {
  let left = Math.max(0, length)
  let last: Point = [0, 0]
  for (const stroke of strokes(d)) {
    for (let i = 1; i < stroke.length; i++) {
      const [a, b] = [stroke[i - 1]!, stroke[i]!]
      const piece = far(a, b)
      if (left <= piece) {
        const t = piece ? left / piece : 0
        return { x: a[0] + (b[0] - a[0]) * t, y: a[1] + (b[1] - a[1]) * t }
      }
      left -= piece
      last = b
    }
  }
  return { x: last[0], y: last[1] }
}
