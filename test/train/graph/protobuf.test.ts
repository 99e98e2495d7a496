import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataType, intAttr, listAttr, shapeAttr, tensorAttr } from '../../../src/train/graph/attributes.ts'
import { Graph } from '../../../src/train/graph/graph.ts'

// TensorFlow.js ships Google's own reader of these messages.
const api = createRequire(import.meta.url)('@tensorflow/tfjs-node/dist/proto/api_pb')
const read = (message: { encode(): Uint8Array }) => api.AttrValue.deserializeBinary(message.encode())

test('whole numbers of any size and sign come back', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (n) => read(intAttr(n)).getI() === n))
  fc.assert(
    fc.property(fc.array(fc.integer()), (list) => {
      expect(read(listAttr('int', list)).getList()?.getIList() ?? []).toEqual(list)
    }),
  )
})

test('shapes, also unknown ones', () => {
  const sizes = (shape: number[]) =>
    read(shapeAttr(shape))
      .getShape()
      .getDimList()
      .map((d: any) => d.getSize())
  expect(sizes([3, -1, 28])).toEqual([3, -1, 28])
  expect(read(shapeAttr(null)).getShape().getUnknownRank()).toBe(true)
})

test('a constant of one repeated value is stored once, and −0 is not 0', () => {
  const bytes = (values: number[]) =>
    tensorAttr(dataType.float32, [values.length], Float32Array.from(values)).encode().length
  expect(bytes(new Array(1000).fill(2))).toBeLessThan(40)
  expect(bytes([...new Array(999).fill(0), -0])).toBeGreaterThan(4000)
})

test('a graph is a SavedModel with the tag serve', () => {
  const graph = new Graph()
  graph.node('Neg', [graph.int(3), '^n0'], {}, 'out')
  const saved = api.SavedModel.deserializeBinary(graph.savedModel())
  const [meta] = saved.getMetaGraphsList()
  expect(meta.getMetaInfoDef().getTagsList()).toEqual(['serve'])
  const [, neg] = meta.getGraphDef().getNodeList()
  expect([neg.getName(), neg.getOp(), neg.getInputList()]).toEqual(['out', 'Neg', ['n0', '^n0']])
})
