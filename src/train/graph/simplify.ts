/** Emits recorded ops, in a form that TensorFlow runs faster: the numbers stay the same. */
import type { tf } from '../../tf.ts'
import { boolAttr, dataType, typeAttr } from './attributes.ts'
import type { Graph, Output } from './graph.ts'
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
  readonly reshaped: Map<Output, { source: Output; shape: readonly number[] }>
  /** Output → the tensor of which it is 1 where positive, else 0: the slope of ReLU. */
  readonly steps: Map<Output, Output>
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((d, i) => d === b[i])

/** Emits one op. Returns its first output. */
export function emit(graph: Graph, op: RecordedOp, views: Views): Output {
  const { name, inputs, outputs, sources } = op
  const float = { T: typeAttr(dataType.float32) }
  const output = outputs[0]!
  if (name === 'Reshape') return emitReshape(graph, op, views)
  if (name === 'Cast' && inputs[0]!.dtype === output.dtype) return sources[0]!
  if (name === 'BatchMatMulV2' && inputs.every((t) => t.rank === 2 && t.dtype === 'float32')) {
    const transposed = {
      transpose_a: boolAttr(Boolean(op.values.adj_x)),
      transpose_b: boolAttr(Boolean(op.values.adj_y)),
    }
    return graph.node('MatMul', sources, { ...float, ...transposed })
  }
  if ((name === 'Add' || name === 'AddV2') && output.dtype === 'float32') {
    const bias = biasOf(op, views)
    if (bias) return graph.node('BiasAdd', bias, float)
    return graph.node('AddV2', sources, float)
  }
  if (name === 'Mul' && sameShape(inputs[0]!.shape, inputs[1]!.shape)) {
    // dy · step(x) in one pass over the memory.
    const [a, b] = sources.map((source) => views.steps.get(source))
    if (b) return graph.node('ReluGrad', [sources[0]!, b], float)
    if (a) return graph.node('ReluGrad', [sources[1]!, a], float)
  }
  if (name === 'Sum' && isBiasGradient(op)) {
    return graph.node('BiasAddGrad', [sources[0]!], float)
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

/** Whether a sum runs over every axis but the last. */
function isBiasGradient({ inputs, outputs, values }: RecordedOp): boolean {
  const [x, axes] = inputs
  if (x!.dtype !== 'float32' || x!.rank < 2 || values.keep_dims) return false
  if (!sameShape(outputs[0]!.shape, [x!.shape[x!.rank - 1]!]) || axes!.size !== x!.rank - 1) return false
  return x!.rank === 2 || x!.rank === 4
}
