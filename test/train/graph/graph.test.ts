import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { control, Graph, recordedAttributes } from '../../../src/train/graph/graph.ts'

// TensorFlow.js ships Google's own reader of these messages.
const api = createRequire(import.meta.url)('@tensorflow/tfjs-node/dist/proto/api_pb')
const nodesOf = (graph: Graph) =>
  api.SavedModel.deserializeBinary(graph.savedModel()).getMetaGraphsList()[0].getGraphDef().getNodeList()

test('a graph is a SavedModel with the tag serve', () => {
  const graph = new Graph()
  graph.node('Neg', [graph.int(3), '^n0'], {}, 'out')
  const saved = api.SavedModel.deserializeBinary(graph.savedModel())
  const [meta] = saved.getMetaGraphsList()
  expect(meta.getMetaInfoDef().getTagsList()).toEqual(['serve'])
  const [, neg] = meta.getGraphDef().getNodeList()
  expect([neg.getName(), neg.getOp(), neg.getInputList()]).toEqual(['out', 'Neg', ['n0', '^n0']])
})

test('a signature says what the graph takes and gives', () => {
  const graph = new Graph()
  const x = graph.placeholder('x', 1, [-1, 2])
  graph.node('Neg', [x], {}, 'out')
  const signature = {
    inputs: { x: { output: x, type: 1, shape: [-1, 2] } },
    outputs: { y: { output: 'out', type: 1, shape: [-1, 2] } },
  }
  const [meta] = api.SavedModel.deserializeBinary(graph.savedModel(signature)).getMetaGraphsList()
  const found = meta.getSignatureDefMap().get('serving_default')
  expect(found.getMethodName()).toBe('tensorflow/serving/predict')
  expect(found.getInputsMap().get('x').getName()).toBe('x:0')
  const given = found.getOutputsMap().get('y')
  expect([given.getName(), given.getDtype()]).toEqual(['out:0', 1])
  const sizes = given.getTensorShape().getDimList()
  expect(sizes.map((d: any) => d.getSize())).toEqual([-1, 2])
})

test('control inputs come last and name the node, not its output', () => {
  const graph = new Graph()
  const a = graph.int(1)
  graph.node('Neg', ['^first', a], {}, 'out')
  expect(nodesOf(graph)[1].getInputList()).toEqual([a, '^first'])
  expect(control('split:2')).toBe('^split')
})

test('names are given in order where none is asked for, and never twice', () => {
  const graph = new Graph()
  const names = [graph.int(1), graph.placeholder('x', 1, [-1]), graph.ints([1, 2]), graph.variable('v', 1, [2])]
  expect(new Set(names).size).toBe(4)
  expect(graph.size).toBe(4)
  expect(nodesOf(graph).map((n: any) => n.getOp())).toEqual(['Const', 'Placeholder', 'Const', 'VarHandleOp'])
})

test('attributes as TensorFlow.js gives them', () => {
  const constants = {
    TF_ATTR_TYPE: 1,
    TF_ATTR_INT: 2,
    TF_ATTR_FLOAT: 3,
    TF_ATTR_BOOL: 4,
    TF_ATTR_STRING: 5,
    TF_ATTR_SHAPE: 6,
  }
  const found = recordedAttributes(
    [
      { name: 'strides', type: 2, value: [1, 2] },
      { name: 'padding', type: 5, value: 'SAME' },
      { name: 'keep', type: 4, value: false },
    ],
    constants,
  )
  const read = (name: string) => api.AttrValue.deserializeBinary(found[name]!.encode())
  expect(read('strides').getList().getIList()).toEqual([1, 2])
  expect(Buffer.from(read('padding').getS_asU8()).toString()).toBe('SAME')
  expect(read('keep').getB()).toBe(false)
  expect(() => recordedAttributes([{ name: 'f', type: 99, value: 0 }], constants)).toThrow(
    'attribute f of an unknown kind (99)',
  )
})
