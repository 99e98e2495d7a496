/** The way a descent went, thinned to what a picture needs. */
import type { Engine, EngineState } from './engine.ts'
import type { History } from './history.ts'

export interface PathPoint {
  readonly index: number
  readonly parameters: readonly number[]
  readonly loss: number
}

/**
 * Points at equal distances, at most about `most`, from the start to where the engine stands. The first steps go the
 * furthest: in a very long descent, some dozens of them stand before the second point.
 */
export function pathOf(history: History<EngineState>, engine: Engine, most: number): PathPoint[] {
  const end = engine.index
  const last: PathPoint = { index: end, parameters: engine.x.slice(), loss: engine.loss }
  const kept = history.states.filter((s) => s.index < end)
  const all = history.between(0, end - 1)
  // Enough states for a picture: nothing has to be computed again.
  if (all || (end > most && kept.length * 4 >= most)) {
    const every = Math.max(1, Math.ceil(kept.length / most))
    const points = kept
      .filter((_, i) => i % every === 0)
      .map((s) => ({ index: s.index, parameters: s.parameters, loss: s.last.loss }))
    const early = firstIndices(points[1]?.index ?? end)
    const first = early.length ? walk(history, engine, early.at(-1)! + 1, (index) => early.includes(index)) : []
    return [points[0]!, ...first, ...points.slice(1), last]
  }
  const stride = Math.max(1, Math.ceil(end / most))
  const early = new Set(firstIndices(stride))
  return [...walk(history, engine, end, (index) => index % stride === 0 || early.has(index)), last]
}

/** Steps between the start and `before`, each further from the last one. */
function firstIndices(before: number): number[] {
  if (before <= 16) return []
  const indices: number[] = []
  for (let i = 1; i < before; i = Math.ceil(i * 1.1) + 1) indices.push(i)
  return indices
}

/** Makes the steps again and takes the points that are wanted, from the start up to `end`. */
function walk(history: History<EngineState>, engine: Engine, end: number, wanted: (index: number) => boolean) {
  const spare = engine.copy()
  const points: PathPoint[] = []
  history.goTo(spare, 0)
  while (spare.index < end) {
    if (wanted(spare.index)) points.push({ index: spare.index, parameters: spare.x.slice(), loss: spare.loss })
    spare.step()
    history.replayChange(spare)
  }
  return points
}
