/** A TensorFlow graph under construction: nodes in, a SavedModel out. */
import {
  boolAttr,
  dataType,
  floatAttr,
  intAttr,
  listAttr,
  shapeAttr,
  shapeMessage,
  stringAttr,
  tensorAttr,
  typeAttr,
} from './attributes.ts'
import type { OpAttribute } from './backend.ts'
import { Message } from './protobuf.ts'

/** An output of a node: 'name' or 'name:1'. */
export type Output = string

/** Where constants and handles are used: in a loop, which they enter once, so that its iterations do not make them again. */
export interface Place {
  keep(value: Output, type: number): Output
}

/** The control input that waits for the node of an output. */
export const control = (output: Output): string => `^${output.split(':')[0]}`

export class Graph {
  readonly #message = new Message()
  #count = 0
  #largest = 0

  /** Elements of the largest tensor that a recorded op of this graph takes or makes. */
  get largest(): number {
    return this.#largest
  }

  /** Says how many elements a tensor of this graph has. */
  holds(elements: number): void {
    this.#largest = Math.max(this.#largest, elements)
  }

  /** How many nodes there are. */
  get size(): number {
    return this.#count
  }

  /**
   * Adds a node.
   * @param inputs outputs of other nodes; '^name' waits for a node without taking its value
   * @returns the name: also the node's first output
   */
  node(op: string, inputs: readonly Output[], attributes: Record<string, Message> = {}, name?: string): Output {
    const own = name ?? `n${this.#count}`
    this.#count++
    const node = new Message().bytes(1, own).bytes(2, op)
    // Control inputs come last, as TensorFlow demands.
    const sorted = [...inputs.filter((i) => !i.startsWith('^')), ...inputs.filter((i) => i.startsWith('^'))]
    for (const input of sorted) node.bytes(3, input)
    for (const [key, value] of Object.entries(attributes)) node.entry(5, key, value)
    this.#message.bytes(1, node)
    return own
  }

  constant(
    type: number,
    shape: readonly number[],
    values: Float32Array | Int32Array | Uint8Array | BigInt64Array,
    name?: string,
    place?: Place,
  ): Output {
    const node = this.node('Const', [], { dtype: typeAttr(type), value: tensorAttr(type, shape, values) }, name)
    return place ? place.keep(node, type) : node
  }

  int(value: number, place?: Place): Output {
    return this.constant(dataType.int32, [], new Int32Array([value]), undefined, place)
  }

  ints(values: readonly number[], place?: Place): Output {
    return this.constant(dataType.int32, [values.length], Int32Array.from(values), undefined, place)
  }

  placeholder(name: string, type: number, shape: readonly number[]): Output {
    return this.node('Placeholder', [], { dtype: typeAttr(type), shape: shapeAttr(shape) }, name)
  }

  /** A resource that holds a tensor between runs. */
  variable(resource: string, type: number, shape: readonly number[], place?: Place): Output {
    const attributes = {
      dtype: typeAttr(type),
      shape: shapeAttr(shape),
      shared_name: stringAttr(resource),
      container: stringAttr(''),
    }
    const handle = this.node('VarHandleOp', [], attributes)
    return place ? place.keep(handle, dataType.resource) : handle
  }

  read(handle: Output, type: number, after: readonly Output[] = [], name?: string): Output {
    return this.node('ReadVariableOp', [handle, ...after.map(control)], { dtype: typeAttr(type) }, name)
  }

  assign(handle: Output, value: Output, type: number, after: readonly Output[] = []): Output {
    return this.node('AssignVariableOp', [handle, value, ...after.map(control)], { dtype: typeAttr(type) })
  }

  /** Something to fetch that makes all these nodes run. */
  group(after: readonly Output[], name: string): Output {
    const value = { dtype: typeAttr(dataType.int32), value: tensorAttr(dataType.int32, [], new Int32Array(1)) }
    return this.node('Const', after.map(control), value, name)
  }

  /**
   * saved_model.pb with this graph under the tag 'serve'.
   * @param signature what 'serving_default' takes and gives
   */
  savedModel(signature?: Signature): Uint8Array {
    const versions = new Message().int(1, 2000)
    const info = new Message().bytes(4, 'serve')
    const definition = this.#message.bytes(4, versions)
    const metaGraph = new Message().bytes(1, info).bytes(2, definition)
    if (signature) metaGraph.entry(5, 'serving_default', signatureMessage(signature))
    return new Message().int(1, 1).bytes(2, metaGraph).encode()
  }
}

/** An input or output of a signature: −1 in its shape stands for any size. */
export interface SignatureTensor {
  readonly output: Output
  readonly type: number
  readonly shape: readonly number[]
}

/** What a graph takes and gives, by name. */
export interface Signature {
  readonly inputs: Readonly<Record<string, SignatureTensor>>
  readonly outputs: Readonly<Record<string, SignatureTensor>>
}

/** TensorFlow's SignatureDef. */
function signatureMessage({ inputs, outputs }: Signature): Message {
  const message = new Message()
  for (const [field, tensors] of [inputs, outputs].entries()) {
    for (const [name, { output, type, shape }] of Object.entries(tensors)) {
      const info = new Message().bytes(1, `${output}:0`).int(2, type).bytes(3, shapeMessage(shape))
      message.entry(field + 1, name, info)
    }
  }
  return message.bytes(3, 'tensorflow/serving/predict')
}

/** The attributes of an op as TensorFlow.js executed it. */
export function recordedAttributes(
  attributes: readonly OpAttribute[],
  constants: Readonly<Record<string, number>>,
): Record<string, Message> {
  const out: Record<string, Message> = {}
  for (const { name, type, value } of attributes) {
    const list = Array.isArray(value)
    if (type === constants.TF_ATTR_TYPE) out[name] = list ? listAttr('type', value) : typeAttr(value as number)
    else if (type === constants.TF_ATTR_INT) out[name] = list ? listAttr('int', value) : intAttr(value as number)
    else if (type === constants.TF_ATTR_FLOAT) out[name] = list ? listAttr('float', value) : floatAttr(value as number)
    else if (type === constants.TF_ATTR_BOOL) out[name] = boolAttr(Boolean(value))
    else if (type === constants.TF_ATTR_STRING)
      out[name] = list ? listAttr('string', value) : stringAttr(value as string)
    else if (type === constants.TF_ATTR_SHAPE) out[name] = shapeAttr(value as number[])
    else throw new Error(`attribute ${name} of an unknown kind (${type})`)
  }
  return out
}
