/** The way a descent went, thinned to what a picture needs. */
import type { Engine, EngineState } from './engine.ts'
import type { History } from './history.ts'

export interface PathPoint {
  readonly index: number
  readonly parameters: readonly number[]
  readonly loss: number
}

/** Points at equal distances, at most about `most`, from the start to where the engine stands. */
export function pathOf(history: History<EngineState>, engine: Engine, most: number): PathPoint[] {
  const end = engine.index
  const last: PathPoint = { index: end, parameters: engine.x.slice(), loss: engine.loss }
  const kept = history.states.filter((s) => s.index < end)
  const all = history.between(0, end - 1)
  // Enough states for a picture: nothing has to be computed again.
  if (all || (end > most && kept.length * 4 >= most)) {
    const every = Math.max(1, Math.ceil(kept.length / most))
    return [
      ...kept
        .filter((_, i) => i % every === 0)
        .map((s) => ({ index: s.index, parameters: s.parameters, loss: s.last.loss })),
      last,
    ]
  }
  const stride = Math.max(1, Math.ceil(end / most))
  const spare = engine.copy()
  const points: PathPoint[] = []
  history.goTo(spare, 0)
  while (spare.index < end) {
    if (spare.index % stride === 0) points.push({ index: spare.index, parameters: spare.x.slice(), loss: spare.loss })
    spare.step()
    history.replayChange(spare)
  }
  return [...points, last]
}
