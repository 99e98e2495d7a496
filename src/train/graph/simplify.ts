/** Emits recorded ops, in a form that TensorFlow runs faster: the numbers stay the same. */
import type { tf } from '../../tf.ts'
import { boolAttr, dataType, typeAttr } from './attributes.ts'
import type { Graph, Output, Place } from './graph.ts'
import type { Message } from './protobuf.ts'

export interface RecordedOp {
  readonly name: string
  readonly attributes: Record<string, Message>
  /** As TensorFlow.js gave them. */
  readonly values: Readonly<Record<string, unknown>>
  readonly inputs: readonly tf.Tensor[]
  readonly outputs: readonly tf.Tensor[]
  readonly sources: readonly Output[]
}

/** What is known about outputs that are only another view of a tensor. */
export interface Views {
  /** Output → the tensor it reshapes. */
  readonly reshaped: Map<Output, View>
  /** Output → the tensor of which it is 1 where positive, else 0: the slope of ReLU. */
  readonly steps: Map<Output, Output>
  /** Output → its ReLU. */
  readonly relus: Map<Output, Output>
}

interface View {
  readonly source: Output
  readonly shape: readonly number[]
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((d, i) => d === b[i])

/**
 * Emits one op. Returns its first output.
 * @param place the loop that it is in
 */
export function emit(graph: Graph, op: RecordedOp, views: Views, place: Place | undefined): Output {
  const { name, inputs, outputs, sources } = op
  const float = { T: typeAttr(dataType.float32) }
  const output = outputs[0]!
  if (name === 'Reshape') return emitReshape(graph, op, views)
  if (name === 'Cast' && inputs[0]!.dtype === output.dtype) return sources[0]!
  if (name === 'BatchMatMulV2') {
    const product = emitMatMul(graph, op, views, place)
    if (product) return product
  }
  if ((name === 'Add' || name === 'AddV2') && output.dtype === 'float32') {
    const bias = biasOf(op, views)
    if (bias) return emitBias(graph, bias, output.shape, views, place)
    return graph.node('AddV2', sources, float)
  }
  if (name === 'Relu') {
    const relu = graph.node(name, sources, op.attributes)
    views.relus.set(sources[0]!, relu)
    return relu
  }
  if (name === 'Mul' && sameShape(inputs[0]!.shape, inputs[1]!.shape)) {
    // dy · step(x) in one pass over the memory.
    const [a, b] = sources.map((source) => views.steps.get(source))
    if (b) return graph.node('ReluGrad', [sources[0]!, b], float)
    if (a) return graph.node('ReluGrad', [sources[1]!, a], float)
  }
  if (name === 'Sum') {
    const rows = biasGradient(op, views)
    if (rows) return graph.node('BiasAddGrad', [rows], float)
  }
  return graph.node(name, sources, op.attributes)
}

/** Reshapes of reshapes are one; a reshape to the same shape is none. */
function emitReshape(graph: Graph, op: RecordedOp, views: Views): Output {
  const from = views.reshaped.get(op.sources[0]!) ?? { source: op.sources[0]!, shape: op.inputs[0]!.shape }
  const shape = op.outputs[0]!.shape
  if (sameShape(from.shape, shape)) return from.source
  const output = graph.node('Reshape', [from.source, op.sources[1]!], op.attributes)
  views.reshaped.set(output, from)
  return output
}

/** [rows, bias of rank 1] where an addition adds the same vector to every row. */
function biasOf({ inputs, outputs, sources }: RecordedOp, views: Views): [Output, Output] | undefined {
  const shape = outputs[0]!.shape
  const width = shape[shape.length - 1]
  if (shape.length < 2 || !sameShape(inputs[0]!.shape, shape)) return undefined
  const [, bias] = inputs
  if (bias!.dtype !== 'float32' || inputs[0]!.dtype !== 'float32') return undefined
  if (bias!.rank === 1 && bias!.size === width) return [sources[0]!, sources[1]!]
  const viewed = views.reshaped.get(sources[1]!)
  const vector = viewed && viewed.shape.length === 1 && viewed.shape[0] === width
  return vector && bias!.shape[bias!.rank - 1] === width ? [sources[0]!, viewed.source] : undefined
}

/** What BiasAddGrad takes, where a sum runs over every axis but the last. */
function biasGradient({ inputs, outputs, values, sources }: RecordedOp, views: Views): Output | undefined {
  const [x, axes] = inputs
  const width = x!.shape[x!.rank - 1]!
  if (x!.dtype !== 'float32' || x!.rank < 2 || values.keep_dims) return undefined
  if (!sameShape(outputs[0]!.shape, [width]) || axes!.size !== x!.rank - 1) return undefined
  if (x!.rank === 2 || x!.rank === 4) return sources[0]
  const view = views.reshaped.get(sources[0]!)
  return view?.shape.length === 2 && view.shape[1] === width ? view.source : undefined
}

/** A product of matrices: TensorFlow.js makes three axes of two for some layers, and a reshape costs as much as a small product. */
function emitMatMul(graph: Graph, op: RecordedOp, views: Views, place: Place | undefined): Output | undefined {
  const matrix = (i: 0 | 1): Output | undefined => {
    const [{ shape, dtype }, source] = [op.inputs[i]!, op.sources[i]!]
    if (dtype !== 'float32') return undefined
    if (shape.length === 2) return source
    const view = views.reshaped.get(source)
    return view && shape[0] === 1 && sameShape(view.shape, shape.slice(1)) ? view.source : undefined
  }
  const [a, b] = [matrix(0), matrix(1)]
  if (!a || !b) return undefined
  const product = graph.node('MatMul', [a, b], {
    T: typeAttr(dataType.float32),
    transpose_a: boolAttr(Boolean(op.values.adj_x)),
    transpose_b: boolAttr(Boolean(op.values.adj_y)),
  })
  const { shape } = op.outputs[0]!
  return emitView(graph, { source: product, shape: shape.slice(-2) }, shape, views, place)
}

/** Rows and a vector that is added to each: to the matrix that the rows are a view of, where they are. */
function emitBias(
  graph: Graph,
  [rows, bias]: readonly [Output, Output],
  shape: readonly number[],
  views: Views,
  place: Place | undefined,
): Output {
  const float = { T: typeAttr(dataType.float32) }
  const view = views.reshaped.get(rows)
  if (view?.shape.length !== 2 || view.shape[1] !== shape[shape.length - 1]) {
    return graph.node('BiasAdd', [rows, bias], float)
  }
  const source = graph.node('BiasAdd', [view.source, bias], float)
  return emitView(graph, { source, shape: view.shape }, shape, views, place)
}

/** An output in another shape; what nobody takes, TensorFlow leaves out. */
function emitView(graph: Graph, view: View, shape: readonly number[], views: Views, place: Place | undefined): Output {
  if (sameShape(view.shape, shape)) return view.source
  const extent = graph.ints(shape, place)
  const types = { T: typeAttr(dataType.float32), Tshape: typeAttr(dataType.int32) }
  const output = graph.node('Reshape', [view.source, extent], types)
  views.reshaped.set(output, view)
  return output
}
