/** A descent as plain data: its start, where it stands, and the options set in between. */
import { expected, GradlabError } from '../errors.ts'
import type { Engine, EngineState, Stop } from './engine.ts'
import type { OptionChange } from './history.ts'
import { readJson, writeJson } from './inputs.ts'
import type { Options } from './optimizer.ts'

export interface Saved {
  readonly format: 'gradlab descent 1'
  readonly objective: string
  readonly optimizer: { readonly name: string; readonly options: Options }
  /** The order of the samples, where there are batches. */
  readonly batches: { readonly batchSize: number; readonly seed: number } | null
  readonly start: EngineState
  readonly now: EngineState
  readonly changes: readonly OptionChange[]
  readonly stop: Stop | null
}

/** @param path also writes it there, as JSON */
export function writeSaved(
  engine: Engine,
  start: EngineState,
  changes: readonly OptionChange[],
  stop: Stop | undefined,
  path?: string,
): Saved {
  const { name, options } = engine.optimizer
  const saved: Saved = {
    format: 'gradlab descent 1',
    objective: engine.objective.name,
    optimizer: { name, options },
    batches: engine.batches && { batchSize: engine.batches.batchSize, seed: engine.batches.seed },
    start: plain(start),
    now: plain(engine.save()),
    changes,
    stop: stop ?? null,
  }
  if (path !== undefined) writeJson(path, saved, keepNonFinite)
  return saved
}

/** Reads what `writeSaved` made, from an object or a file, and checks that it fits the engine. */
export function readSaved(from: Saved | string, engine?: Engine) {
  const saved = parseSaved(from)
  if (engine) {
    const pairs = [
      ['objective', engine.objective.name, saved.objective],
      ['optimizer', engine.optimizer.name, saved.optimizer.name],
      ['batch size', engine.batches?.batchSize, saved.batches?.batchSize],
      ['seed', engine.batches?.seed, saved.batches?.seed],
      ['number of parameters', engine.x.length, saved.now.parameters.length],
    ] as const
    for (const [what, here, there] of pairs) {
      if (here !== there) throw expected(`a saved descent with the ${what} ${here}`, there)
    }
  }
  return { ...saved, stop: saved.stop ?? undefined }
}

export function parseSaved(from: Saved | string): Saved {
  const saved = (typeof from === 'string' ? readJson(from, restoreNonFinite) : from) as Saved
  if (saved?.format !== 'gradlab descent 1') {
    throw new GradlabError(
      `Expected a saved descent, as d.save() gives it${typeof from === 'string' ? `; ${from} holds something else` : ''}.`,
    )
  }
  return saved
}

/** Typed arrays become plain ones, so that JSON keeps them. */
function plain(state: EngineState): EngineState {
  const { last } = state
  return {
    ...state,
    last: { ...last, ...(last.rows && { rows: Array.from(last.rows) }) },
  }
}

/** For JSON.stringify: NaN, infinities and −0, which JSON does not have. */
export function keepNonFinite(_: string, value: unknown): unknown {
  if (Object.is(value, -0)) return { nonFinite: '-0' }
  return typeof value === 'number' && !Number.isFinite(value) ? { nonFinite: String(value) } : value
}

/** For JSON.parse: what `keepNonFinite` kept. */
export function restoreNonFinite(_: string, value: any): unknown {
  return value && typeof value === 'object' && typeof value.nonFinite === 'string' ? Number(value.nonFinite) : value
}
