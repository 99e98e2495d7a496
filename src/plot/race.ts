/** Several descents from one start, side by side: which gets down, how fast, which way. */
import { contour } from './contour.ts'
import type { DescentLike } from './descent.ts'
import type { Figure } from './figure.ts'
import { line } from './line.ts'

/** Named descents, or whatever holds them as `descents` or `runners`. */
export type RaceLike = Record<string, unknown> | Iterable<unknown>

const isDescent = (value: unknown): value is DescentLike =>
  typeof value === 'object' && value !== null && typeof (value as DescentLike).path === 'function'

function runnersOf(value: any): Record<string, DescentLike> {
  const source = value?.descents ?? value?.runners ?? value
  const entries: [string, unknown][] =
    typeof source?.[Symbol.iterator] === 'function'
      ? [...source].map((one, i) =>
          Array.isArray(one)
            ? (one as [string, unknown])
            : [one?.name ?? one?.optimizer?.name ?? String(i), one?.descent ?? one],
        )
      : Object.entries(source ?? {})
  return Object.fromEntries(entries.filter(([, one]) => isDescent(one))) as Record<string, DescentLike>
}

/** Two parameters: the paths over the contour; else the losses step by step. */
export function raceFigure(value: RaceLike): Figure | undefined {
  const runners = runnersOf(value)
  const first = Object.values(runners)[0]
  if (!first) return undefined
  const finite = (d: DescentLike) =>
    d.path(300).filter((point) => [...point.parameters, point.loss].every(Number.isFinite))
  if (first.parameters.length === 2) {
    const paths = Object.fromEntries(
      Object.entries(runners).map(([name, d]) => [name, finite(d).map(({ parameters }) => [...parameters])]),
    )
    return contour(first.objective as never, { path: paths, title: `Race on ${first.objective.name}` })
  }
  const curves = Object.fromEntries(
    Object.entries(runners).map(([name, d]) => [
      name,
      { x: finite(d).map((p) => p.index), y: finite(d).map((p) => p.loss) },
    ]),
  )
  const positive = Object.values(curves).every(({ y }) => y.every((loss) => loss > 0))
  return line(curves, {
    title: `Race on ${first.objective.name}`,
    x: 'step',
    y: 'loss',
    markers: false,
    ...(positive && { log: 'y' as const }),
  })
}
