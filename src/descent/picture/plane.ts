/** The plane that a picture shows: the parameters themselves where there are two, else the plane the path moves in most. */
import type { Objective } from '../objective.ts'
import { dot, minus, norm } from '../vectors.ts'
import { parameterName } from './names.ts'

export interface Plane {
  readonly labels: readonly [string, string]
  /** Where a point is in the picture's coordinates. */
  project(point: readonly number[]): readonly [number, number]
  /** The parameters at a place in the picture. */
  lift(u: number, v: number): number[]
  readonly ranges: readonly [readonly [number, number], readonly [number, number]]
  /** What the reader should know of it; '' for two parameters. */
  readonly note: string
}

/** @param points all points of all paths, at least one */
export function planeOf(objective: Objective, points: readonly (readonly number[])[]): Plane {
  if (points[0]!.length === 2) return flat(objective, points)
  return principal(points)
}

function flat(objective: Objective, points: readonly (readonly number[])[]): Plane {
  const range = (axis: 0 | 1): readonly [number, number] => {
    const own = objective.domain?.[axis]
    const values = points.map((p) => p[axis]!).filter(Number.isFinite)
    if (!own) return padded(values)
    // A path that runs far away must not shrink the valley to a dot.
    const reach = 2 * (own[1] - own[0])
    const near = values.filter((v) => v > own[0] - reach && v < own[1] + reach)
    return [Math.min(own[0], ...near), Math.max(own[1], ...near)]
  }
  return {
    labels: [parameterName(objective, 0, 2), parameterName(objective, 1, 2)],
    project: (p) => [p[0]!, p[1]!],
    lift: (u, v) => [u, v],
    ranges: [range(0), range(1)],
    note: '',
  }
}

/** The plane through the last point along the two directions in which the path varies most (principal components). */
function principal(points: readonly (readonly number[])[]): Plane {
  const origin = points.at(-1)!
  const from = points.map((p) => minus(p, origin))
  const first = direction(from, [])
  const second = direction(from, [first])
  const project = (p: readonly number[]): readonly [number, number] => {
    const d = minus(p, origin)
    return [dot(d, first), dot(d, second)]
  }
  const places = points.map(project)
  return {
    labels: ['1st principal direction', '2nd'],
    project,
    lift: (u, v) => origin.map((o, i) => o + u * first[i]! + v * second[i]!),
    ranges: [padded(places.map((p) => p[0])), padded(places.map((p) => p[1]))],
    note: `${origin.length} parameters: the plane in which the path moves most`,
  }
}

/** The direction of largest variance that is orthogonal to `others`, by power iteration. */
function direction(vectors: readonly (readonly number[])[], others: readonly (readonly number[])[]): number[] {
  const n = vectors[0]!.length
  const orthogonal = (v: number[]) => {
    for (const o of others) {
      const along = dot(v, o)
      for (let i = 0; i < n; i++) v[i]! -= along * o[i]!
    }
    const size = norm(v)
    return size > 1e-300 ? v.map((c) => c / size) : undefined
  }
  let found = Array.from({ length: n }, (_, i) => 1 / (i + 1 + others.length))
  for (let round = 0; round < 30; round++) {
    const next = new Array<number>(n).fill(0)
    for (const vector of vectors) {
      const along = dot(vector, found)
      for (let i = 0; i < n; i++) next[i]! += along * vector[i]!
    }
    const unit = orthogonal(next)
    if (!unit) break
    found = unit
  }
  return orthogonal(found) ?? found.map((_, i) => (i === others.length ? 1 : 0))
}

/** The range of some values with a margin; around a single one, ±1. */
export function padded(values: readonly number[]): readonly [number, number] {
  const finite = values.filter(Number.isFinite)
  const [low, high] = [Math.min(...finite), Math.max(...finite)]
  const margin = 0.25 * (high - low) || 1
  return [low - margin, high + margin]
}
