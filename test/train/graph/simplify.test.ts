import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { dataType, typeAttr } from '../../../src/train/graph/attributes.ts'
import { Graph } from '../../../src/train/graph/graph.ts'
import { Recorder } from '../../../src/train/graph/recorder.ts'
import { backend } from './run-graph.ts'

const api = createRequire(import.meta.url)('@tensorflow/tfjs-node/dist/proto/api_pb')

interface Node {
  getName(): string
  getOp(): string
  getInputList(): string[]
}

/** The nodes that a function of x [2, 3] becomes. */
function nodes(body: (x: tf.Tensor2D) => tf.Tensor, variables: readonly tf.Variable[] = []): Node[] {
  const graph = new Graph()
  const recorder = new Recorder(backend, graph, undefined, (tensor) =>
    variables.some((v) => v.dataId === tensor.dataId)
      ? graph.node('Placeholder', [], { dtype: typeAttr(dataType.float32) })
      : undefined,
  )
  recorder.record(() =>
    tf.tidy(() => {
      const x = tf.ones([2, 3]) as tf.Tensor2D
      recorder.bind(x, graph.placeholder('x', dataType.float32, [2, 3]))
      recorder.output(body(x))
    }),
  )
  const saved = api.SavedModel.deserializeBinary(graph.savedModel())
  return saved.getMetaGraphsList()[0].getGraphDef().getNodeList()
}

const ops = (body: (x: tf.Tensor2D) => tf.Tensor): string[] =>
  nodes(body)
    .map((node) => node.getOp())
    .filter((op) => op !== 'Const' && op !== 'Placeholder')

test('products, biases and sums over rows get the kernel made for them', () => {
  expect(ops((x) => x.matMul(tf.ones([3, 4])))).toEqual(['MatMul'])
  expect(ops((x) => x.add(tf.tensor1d([1, 2, 3])))).toEqual(['BiasAdd'])
  expect(ops((x) => x.add(tf.ones([2, 3])))).toEqual(['AddV2'])
  expect(ops((x) => x.sum(0))).toEqual(['BiasAddGrad'])
  expect(ops((x) => x.sum(1))).toEqual(['Sum'])
})

test('reshapes of reshapes are one, and one back to the same shape is none', () => {
  for (const node of nodes((x) => x.reshape([6]).reshape([3, 2]).reshape([6]).neg())) {
    if (node.getOp() === 'Reshape') expect(node.getInputList()[0]).toBe('x')
  }
  expect(ops((x) => x.reshape([6]).reshape([2, 3]).neg()).at(-1)).toBe('Neg')
  expect(ops((x) => x.cast('float32').neg())).toEqual(['Neg'])
})

test('a product of three axes of which the first is 1 is one of matrices, its bias and gradients too: no reshape is left', () => {
  const weights = tf.variable(tf.ones([3, 4]))
  const layer = (x: tf.Tensor2D) =>
    (x.reshape([1, 2, 3]) as tf.Tensor3D)
      .matMul(weights.reshape([1, 3, 4]) as tf.Tensor3D)
      .add(tf.tensor1d([1, 2, 3, 4]))
      .reshape([2, 4])
  const found = nodes((x) => layer(x).neg(), [weights])
  const by = new Map(found.map((node) => [node.getName(), node]))
  const used = (name: string): string[] => {
    const node = by.get(name.split(':')[0]!)!
    return [node.getOp(), ...node.getInputList().flatMap(used)]
  }
  const chain = used(found.at(-1)!.getName()).filter((op) => op !== 'Const')
  expect(chain).toEqual(['Neg', 'BiasAdd', 'MatMul', 'Placeholder', 'Placeholder'])
  const summed = ops((x) => (x.reshape([1, 2, 3]) as tf.Tensor3D).sum([0, 1]))
  expect(summed.at(-1)).toBe('BiasAddGrad')
  weights.dispose()
})

test('the slope of ReLU is taken from its output, so that its input has no other use', () => {
  const found = nodes((x) => {
    const [y] = tf.grads((a: tf.Tensor) => a.neg().relu())([x])
    return y!
  })
  const relu = found.find((node) => node.getOp() === 'Relu')!
  const gradient = found.find((node) => node.getOp() === 'ReluGrad')!
  expect(gradient.getInputList()[1]).toBe(relu.getName())
})

test('a slope of ReLU times what comes from above is one op', () => {
  expect(ops((x) => x.neg().mul(x.step()))).toContain('ReluGrad')
})
