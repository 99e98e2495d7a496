/** A function of tensors as a TensorFlow graph: recorded once for each combination of input shapes. */
import { restoring } from '../../after-stop.ts'
import { nextSeed } from '../../random.ts'
import { tf } from '../../tf.ts'
import { withStepRandom } from '../step-random.ts'
import { dataType, typeAttr } from './attributes.ts'
import type { NodeBackend } from './backend.ts'
import { withBlockLstm } from './block-lstm.ts'
import { control, Graph } from './graph.ts'
import { Recorder } from './recorder.ts'
import { Session } from './session.ts'
import { Untraceable } from './untraceable.ts'
import { SharedVariables } from './variables.ts'

const typeOf = (t: tf.Tensor): number => {
  if (t.dtype === 'string' || t.dtype === 'complex64') throw new Untraceable(`an input is of type ${t.dtype}`)
  return dataType[t.dtype as 'float32']
}

export class TracedFunction {
  readonly #backend: NodeBackend
  readonly #variables: SharedVariables
  readonly #session: Session
  readonly #names: string
  readonly #fetches: string
  readonly #outputs: number
  readonly #assigns: boolean
  #calls = 0

  /**
   * Records the body on these inputs.
   * @param seed of what the body draws
   * @throws Untraceable
   */
  constructor(
    backend: NodeBackend,
    body: (...inputs: tf.Tensor[]) => tf.Tensor[],
    examples: readonly tf.Tensor[],
    seed = nextSeed(),
  ) {
    this.#backend = backend
    this.#variables = new SharedVariables(backend, [])
    const graph = new Graph()
    const handles = new Map<string, string>()
    const handle = (resource: string, t: tf.Tensor) => {
      const known = handles.get(resource) ?? graph.variable(resource, typeOf(t), t.shape)
      handles.set(resource, known)
      return known
    }
    const recorder = new Recorder(backend, graph, undefined, (tensor, large) => {
      const resource = this.#variables.resourceOf(tensor, large)
      return resource === undefined ? undefined : graph.read(handle(resource, tensor), typeOf(tensor))
    })
    // Every variable that the body could change, to put it back: recording runs the body for real.
    const registered = Object.values((tf.engine() as any).registeredVariables as Record<string, tf.Variable>)
    const before = new Map(registered.map((v) => [v, { dataId: v.dataId, copy: tf.keep(v.clone()) }]))
    const restore = () => {
      for (const [variable, { dataId, copy }] of before) {
        if (!variable.isDisposed && variable.dataId !== dataId) variable.assign(copy as tf.Variable)
        copy.dispose()
      }
    }
    const record = () =>
      recorder.record(() => {
        let count = 0
        tf.tidy(() => {
          const inputs = examples.map((t, i) => {
            // A tensor of its own: the same tensor may be given twice, or be a variable.
            const own = tf.tidy(() =>
              t
                .clone()
                .reshape(t.shape.length ? [...t.shape, 1] : [1])
                .reshape(t.shape),
            )
            recorder.bind(own, graph.placeholder(`x${i}`, typeOf(t), t.shape))
            return own
          })
          const step = tf.scalar(0, 'int32')
          recorder.bind(step, graph.placeholder('call', dataType.int32, []))
          const results = withBlockLstm(recorder, () => withStepRandom(seed, step as tf.Scalar, () => body(...inputs)))
          const assigned: string[] = []
          for (const [variable, { dataId, copy }] of before) {
            if (variable.dataId === dataId || variable.isDisposed) continue
            const original = recorder.output(copy)
            const value = recorder.output(variable)
            const own = handle(this.#variables.resourceOf(copy)!, variable)
            const wait = recorder.lastUse.get(original)
            assigned.push(graph.assign(own, value, typeOf(variable), wait ? [wait] : []))
          }
          this.#hasAssigned = assigned.length > 0
          results.forEach((t, i) => {
            const inputs = [recorder.output(t), ...assigned.map(control)]
            graph.node('Identity', inputs, { T: typeAttr(typeOf(t)) }, `y${i}`)
          })
          count = results.length
        })
        return count
      })
    try {
      this.#outputs = restoring(restore, record)
    } catch (error) {
      this.#variables.dispose()
      throw error
    }
    this.#assigns = this.#hasAssigned
    this.#variables.emitAccess(graph)
    this.#session = new Session(backend, graph)
    this.#names = [...examples.map((_, i) => `x${i}:0`), 'call:0'].join(',')
    this.#fetches = Array.from({ length: this.#outputs }, (_, i) => `y${i}:0`).join(',')
  }
  #hasAssigned = false

  /** Runs the graph: new tensors, in the order of the body's. */
  run(inputs: readonly tf.Tensor[]): tf.Tensor[] {
    this.#variables.push(this.#session)
    const { binding } = this.#backend
    const call = binding.createTensor([], binding.TF_INT32 as number, Int32Array.of(this.#calls++))
    try {
      const ids = [...this.#backend.getInputTensorIds(inputs), call]
      const outputs = this.#session.run(this.#names, ids, this.#fetches).map((m) => this.#backend.createOutputTensor(m))
      if (this.#assigns) this.#variables.pull(this.#session)
      return outputs
    } finally {
      binding.deleteTensor(call)
    }
  }

  dispose(): void {
    this.#session.dispose()
    this.#variables.dispose()
  }
}
