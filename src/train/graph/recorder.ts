/**
 * Records what TensorFlow.js executes as nodes of a TensorFlow graph. Tensors that do not depend on inputs or variables
 * become constants; a value that depends on them and is read in JavaScript makes the body untraceable.
 */
import { restoring } from '../../after-stop.ts'
import { tf } from '../../tf.ts'
import { dataType, typeAttr } from './attributes.ts'
import type { NodeBackend, OpAttribute } from './backend.ts'
import { type Graph, type Output, type Place, recordedAttributes } from './graph.ts'
import type { Message } from './protobuf.ts'
import { emit, type Views } from './simplify.ts'
import { Untraceable } from './untraceable.ts'

type AnyArray = Float32Array | Int32Array | Uint8Array

/** Constants of more bytes than this become variables, fed once: a graph must stay below 2 GB and quick to load. */
const largestConstant = 1 << 20

export class Recorder {
  readonly graph: Graph
  readonly #backend: NodeBackend
  /** The loop that this is recorded in. */
  readonly place: Place | undefined
  /** What depends on inputs and variables. */
  readonly #outputs = new Map<object, Output>()
  readonly #constants = new Map<object, Output>()
  readonly #views: Views = { reshaped: new Map(), steps: new Map(), relus: new Map() }
  /** Makes a graph variable's current value available: for tensors that are variables, or too large for a constant. */
  readonly #variable: (tensor: tf.Tensor) => Output | undefined
  /** The node that used an output last. */
  readonly lastUse = new Map<Output, Output>()
  #readable = 0
  #silent = false

  constructor(
    backend: NodeBackend,
    graph: Graph,
    place: Place | undefined,
    variable: (tensor: tf.Tensor, large: boolean) => Output | undefined,
  ) {
    this.#backend = backend
    this.graph = graph
    this.place = place
    this.#variable = (tensor) => variable(tensor, tensor.size * 4 > largestConstant)
  }

  /** Says which output a tensor stands for. */
  bind(tensor: tf.Tensor, output: Output): void {
    this.#outputs.set(tensor.dataId, output)
  }

  /** Whether the tensor's value depends on inputs or variables. */
  depends(tensor: tf.Tensor): boolean {
    return this.#outputs.has(tensor.dataId)
  }

  /** The output that holds this tensor's value; a constant where it depends on nothing. */
  output(tensor: tf.Tensor): Output {
    const known = this.#outputs.get(tensor.dataId) ?? this.#constants.get(tensor.dataId)
    if (known) return known
    const variable = this.#variable(tensor)
    if (variable) {
      this.#outputs.set(tensor.dataId, variable)
      return variable
    }
    const constant = this.#constant(tensor)
    this.#constants.set(tensor.dataId, constant)
    return constant
  }

  /** Adds a node that TensorFlow.js knows nothing of. Returns its first output. */
  emit(op: string, sources: readonly Output[], attributes: Record<string, Message>): Output {
    const node = this.graph.node(op, sources, attributes)
    for (const source of sources) this.lastUse.set(source, node)
    return node
  }

  /** Runs the body, recording. */
  record<T>(body: () => T): T {
    const backend = this.#backend
    const single = backend.executeSingleOutput.bind(backend)
    const multiple = backend.executeMultipleOutputs.bind(backend)
    const read = backend.readSync.bind(backend)
    const gather = tf.getKernel('GatherV2', 'tensorflow') as { kernelFunc: (args: any) => any }
    const gatherKernel = gather.kernelFunc
    const step = tf.getKernel('Step', 'tensorflow') as { kernelFunc: (args: any) => any }
    const stepKernel = step.kernelFunc
    const restore = () => {
      gather.kernelFunc = gatherKernel
      step.kernelFunc = stepKernel
      for (const name of ['executeSingleOutput', 'executeMultipleOutputs', 'readSync'] as const) {
        delete (backend as Partial<NodeBackend>)[name]
      }
    }
    return restoring(restore, () => {
      backend.executeSingleOutput = (name, attributes, inputs) => {
        const output = single(name, attributes, inputs)
        this.#add(name, attributes, inputs, [output])
        return output
      }
      backend.executeMultipleOutputs = (name, attributes, inputs, count) => {
        const outputs = multiple(name, attributes, inputs, count)
        this.#add(name, attributes, inputs, outputs)
        return outputs
      }
      backend.readSync = (dataId) => {
        if (!this.#readable && this.#outputs.has(dataId)) {
          throw new Untraceable('a value that changes from step to step is read in JavaScript')
        }
        return read(dataId)
      }
      // It reads its indices only to check their range, which TensorFlow does again.
      gather.kernelFunc = (args) => {
        this.#readable++
        try {
          return gatherKernel(args)
        } finally {
          this.#readable--
        }
      }
      step.kernelFunc = (args) => this.#step(stepKernel, args)
      return body()
    })
  }

  /** TensorFlow.js builds step(x) of five ops and two large constants; here it is two ops, which `emit` often makes one. */
  #step(kernel: (args: any) => any, args: { inputs: { x: tf.Tensor }; attrs: { alpha: number } }): any {
    const { x } = args.inputs
    if (this.#silent || args.attrs.alpha !== 0 || x.dtype !== 'float32' || !this.depends(x)) return kernel(args)
    this.#silent = true
    try {
      const result = kernel(args)
      const [source, float] = [this.output(x), dataType.float32]
      const zero = this.graph.constant(float, [], new Float32Array(1), undefined, this.place)
      const positive = this.graph.node('Greater', [source, zero], { T: typeAttr(float) })
      const node = this.graph.node('Cast', [positive], { SrcT: typeAttr(dataType.bool), DstT: typeAttr(float) })
      this.#outputs.set(result.dataId, node)
      // ReLU's slope is that of its output too: nothing but ReLU then takes its input, and TensorFlow fuses product, bias and
      // ReLU.
      this.#views.steps.set(node, this.#views.relus.get(source) ?? source)
      return result
    } finally {
      this.#silent = false
    }
  }

  #add(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly tf.Tensor[],
    outputs: readonly tf.Tensor[],
  ): void {
    if (this.#silent) return
    for (const input of inputs) {
      if (!input.dataId) throw new Untraceable(`the op ${name} takes a 64-bit number`)
      // A variable that is seen for the first time counts too.
      if (!this.#outputs.has(input.dataId) && !this.#constants.has(input.dataId)) {
        const variable = this.#variable(input)
        if (variable) this.#outputs.set(input.dataId, variable)
      }
    }
    if (!inputs.some((t) => this.#outputs.has(t.dataId))) {
      if (random.has(name)) throw new Untraceable(`the op ${name} draws random numbers outside of gradlab's generators`)
      return
    }
    const values = Object.fromEntries(attributes.map((a) => [a.name, a.value]))
    const op = {
      name,
      attributes: recordedAttributes(attributes, this.#backend.binding as unknown as Record<string, number>),
      values,
      inputs,
      outputs,
      sources: inputs.map((t) => this.output(t)),
    }
    for (const tensor of [...inputs, ...outputs]) this.graph.holds(tensor.size)
    const node = emit(this.graph, op, this.#views, this.place)
    const { reshaped } = this.#views
    const user = reshaped.get(node)?.source ?? node
    for (const source of op.sources) {
      this.lastUse.set(source, user)
      const view = reshaped.get(source)
      if (view) this.lastUse.set(view.source, user)
    }
    outputs.forEach((t, i) => {
      this.#outputs.set(t.dataId, i ? `${node}:${i}` : node)
    })
  }

  #constant(tensor: tf.Tensor): Output {
    if (tensor.dtype === 'string' || tensor.dtype === 'complex64') {
      throw new Untraceable(`a constant of type ${tensor.dtype} is used`)
    }
    this.#readable++
    const values = this.#backend.readSync(tensor.dataId) as AnyArray
    this.#readable--
    const type = dataType[tensor.dtype]
    const typed = typedValues(tensor.dtype, values)
    return this.graph.constant(type, tensor.shape, typed, undefined, this.place)
  }
}

const random = new Set(['RandomUniform', 'RandomStandardNormal', 'TruncatedNormal', 'Multinomial', 'RandomUniformInt'])

/** Constants may come as plain arrays: TensorFlow.js keeps what the user gave until it is needed. */
function typedValues(dtype: 'float32' | 'int32' | 'bool', values: ArrayLike<number>): AnyArray {
  const kind = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[dtype]
  return values instanceof kind ? values : kind.from(values as ArrayLike<number>)
}
