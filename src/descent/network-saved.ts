/** A descent on a network as plain data: weights and optimizer at its start and where it stands, and every step between. */
import { expected, GradlabError } from '../errors.ts'
import type { Stop } from './engine.ts'
import type { OptionChange } from './history.ts'
import { readJson, writeJson } from './inputs.ts'
import type { LayerStep, NetworkDescentStep } from './layer-step.ts'
import type { NetworkEngine, NetworkEngineState } from './network-engine.ts'
import type { Options } from './optimizer.ts'
import { keepNonFinite, restoreNonFinite } from './saved.ts'

/** A state with its arrays in base64 (float32, lowest byte first): the same to the last bit, and short as JSON. */
export interface SavedNetworkState extends Omit<NetworkEngineState, 'network'> {
  readonly network: {
    readonly step: number
    readonly weights: readonly string[]
    readonly optimizer: readonly string[]
  }
}

export interface SavedNetwork {
  readonly format: 'gradlab network descent 1'
  /** The shapes of the trained weights. */
  readonly shapes: readonly (readonly number[])[]
  readonly optimizer: { readonly name: string; readonly options: Options }
  readonly batches: { readonly size: number; readonly batchSize: number; readonly seed: number }
  readonly start: SavedNetworkState
  readonly now: SavedNetworkState
  readonly changes: readonly OptionChange[]
  readonly steps: readonly NetworkDescentStep[]
  readonly stop: Stop | null
}

/** What is saved beside where the engine stands. */
export interface NetworkPast {
  readonly start: NetworkEngineState
  readonly changes: readonly OptionChange[]
  readonly steps: readonly NetworkDescentStep[]
  readonly stop: Stop | undefined
}

/** @param path also writes it there, as JSON */
export function writeSavedNetwork(engine: NetworkEngine, past: NetworkPast, path?: string): SavedNetwork {
  const { name, options } = engine.optimizer
  const { size, batchSize, seed } = engine.batches
  const saved: SavedNetwork = {
    format: 'gradlab network descent 1',
    shapes: shapesOf(engine),
    optimizer: { name, options },
    batches: { size, batchSize, seed },
    start: packed(past.start),
    now: packed(engine.save()),
    changes: past.changes,
    steps: past.steps,
    stop: past.stop ?? null,
  }
  if (path !== undefined) writeJson(path, saved, keepNonFinite)
  return saved
}

/** Reads what `writeSavedNetwork` made, from an object or a file, and checks that it fits the engine. */
export function readSavedNetwork(
  from: SavedNetwork | string,
  engine: NetworkEngine,
): NetworkPast & { now: NetworkEngineState } {
  const saved = (typeof from === 'string' ? readJson(from, restoreNonFinite) : from) as SavedNetwork
  if (saved?.format !== 'gradlab network descent 1') {
    throw new GradlabError(
      `Expected a saved descent on a network, as d.save() gives it${typeof from === 'string' ? `; ${from} holds something else` : ''}.`,
    )
  }
  const { size, batchSize, seed } = engine.batches
  const pairs = [
    ['weights of the shapes', JSON.stringify(shapesOf(engine)), JSON.stringify(saved.shapes)],
    ['optimizer', engine.optimizer.name, saved.optimizer.name],
    ['number of examples', size, saved.batches.size],
    ['batch size', batchSize, saved.batches.batchSize],
    ['seed', seed, saved.batches.seed],
  ] as const
  for (const [what, here, there] of pairs) {
    if (here !== there) throw expected(`a saved descent with the ${what} ${here}`, there)
  }
  const { changes, stop } = saved
  const steps = saved.steps.map((step) => ({ ...step, layers: renamed(step.layers, engine) }))
  return { start: unpacked(saved.start), now: unpacked(saved.now), changes, steps, stop: stop ?? undefined }
}

const shapesOf = (engine: NetworkEngine) => engine.net.parameters.map(({ shape }) => shape)

/** TensorFlow.js numbers the names of layers through the session: those of the model at hand hold. */
function renamed(layers: readonly LayerStep[], { net }: NetworkEngine): LayerStep[] {
  return layers.map((step, i) => ({ ...step, name: net.parameters[i]!.name, layer: net.parameters[i]!.layer }))
}

function packed(state: NetworkEngineState): SavedNetworkState {
  const { step, weights, optimizer } = state.network
  const last = { ...state.last, rows: Array.from(state.last.rows) }
  return { ...state, last, network: { step, weights: weights.map(toBase64), optimizer: optimizer.map(toBase64) } }
}

function unpacked(state: SavedNetworkState): NetworkEngineState {
  const { step, weights, optimizer } = state.network
  return { ...state, network: { step, weights: weights.map(fromBase64), optimizer: optimizer.map(fromBase64) } }
}

const toBase64 = (values: Float32Array) =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')

function fromBase64(text: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)
}
