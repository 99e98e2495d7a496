/** The variables that a graph and TensorFlow.js share: read from the graph, set in the graph. */
import { tf } from '../../tf.ts'
import { dataType } from './attributes.ts'
import type { NodeBackend } from './backend.ts'
import type { Graph } from './graph.ts'
import type { Session } from './session.ts'

interface Shared {
  readonly variable: tf.Tensor
  readonly resource: string
  /** The data that the graph and the variable agreed on last. */
  dataId: object | undefined
}

/** Placeholders, the backend's ids of what they are given, and what to compute: each as 'name:0'. */
export interface Feeds {
  readonly names: readonly string[]
  readonly ids: readonly number[]
  readonly fetches: readonly string[]
}

export class SharedVariables {
  readonly #backend: NodeBackend
  readonly #shared: Shared[] = []
  readonly #byData = new Map<object, Shared>()
  /** Tensors too large for constants: set once, never read back. */
  readonly #captured = new Set<Shared>()

  constructor(backend: NodeBackend, variables: readonly tf.Variable[]) {
    this.#backend = backend
    for (const variable of variables) this.#add(variable)
  }

  #add(variable: tf.Tensor): Shared {
    const shared: Shared = { variable, resource: `v${this.#shared.length}`, dataId: undefined }
    this.#shared.push(shared)
    this.#byData.set(variable.dataId, shared)
    return shared
  }

  get all(): readonly tf.Variable[] {
    return this.#shared.filter((s) => !this.#captured.has(s)).map((s) => s.variable as tf.Variable)
  }

  /** The resource of a tensor that is a variable, or of one too large to be a constant. */
  resourceOf(tensor: tf.Tensor, large = false): string | undefined {
    const known = this.#byData.get(tensor.dataId)
    if (known) return known.resource
    const registered = Object.values((tf.engine() as any).registeredVariables as Record<string, tf.Variable>)
    const variable = registered.find((v) => v.dataId === tensor.dataId)
    if (variable) return this.#add(variable).resource
    if (!large || tensor.dtype === 'string') return undefined
    const shared = this.#add(tf.keep(tensor.clone()))
    this.#captured.add(shared)
    return shared.resource
  }

  /** Emits what `pull` and `push` run. Call it once, when the rest of the graph is recorded. */
  emitAccess(graph: Graph): void {
    for (const { variable, resource } of this.#shared) {
      const type = dataType[variable.dtype as 'float32']
      const handle = graph.variable(resource, type, variable.shape)
      const value = graph.placeholder(`in_${resource}`, type, variable.shape)
      graph.group([graph.assign(handle, value, type)], `set_${resource}`)
      graph.read(handle, type, [], `out_${resource}`)
    }
  }

  /**
   * Sets in the graph what has changed in TensorFlow.js.
   * @param more what else is set in the same call: TensorFlow prepares each combination of feeds and fetches for some milliseconds
   */
  push(session: Session, more: Feeds = { names: [], ids: [], fetches: [] }): void {
    const changed = this.#shared.filter((s) => s.dataId !== s.variable.dataId)
    const fetches = [...changed.map((s) => `set_${s.resource}:0`), ...more.fetches]
    if (!fetches.length) return
    const names = [...changed.map((s) => `in_${s.resource}:0`), ...more.names]
    const ids = [...this.#backend.getInputTensorIds(changed.map((s) => s.variable)), ...more.ids]
    for (const { id } of session.run(names.join(), ids, fetches.join())) this.#backend.binding.deleteTensor(id)
    for (const s of changed) s.dataId = s.variable.dataId
  }

  /** Forgets what was agreed: the next `push` sets everything. */
  forget(): void {
    for (const s of this.#shared) if (!this.#captured.has(s)) s.dataId = undefined
  }

  /** Brings TensorFlow.js's variables up to date. */
  pull(session: Session): void {
    const live = this.#shared.filter((s) => !this.#captured.has(s) && !s.variable.isDisposed)
    if (!live.length) return
    const outputs = session.run('', [], live.map((s) => `out_${s.resource}:0`).join())
    outputs.forEach((metadata, i) => {
      const value = this.#backend.createOutputTensor(metadata)
      const shared = live[i]!
      ;(shared.variable as tf.Variable).assign(value)
      value.dispose()
      shared.dataId = shared.variable.dataId
    })
  }

  dispose(): void {
    for (const s of this.#captured) s.variable.dispose()
  }
}
