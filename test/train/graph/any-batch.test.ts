import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { type BatchRecording, emitAnyBatch, RecordedGraph } from '../../../src/train/graph/any-batch.ts'
import { dataType, typeAttr } from '../../../src/train/graph/attributes.ts'
import { Graph } from '../../../src/train/graph/graph.ts'
import { Untraceable } from '../../../src/train/graph/untraceable.ts'

const api = createRequire(import.meta.url)('@tensorflow/tfjs-node/dist/proto/api_pb')

/** The ops that become of two recordings. */
function emitted(record: (graph: RecordedGraph, batch: number) => void): string[] {
  const [a, b] = [11, 13].map((batch): BatchRecording => {
    const graph = new RecordedGraph()
    record(graph, batch)
    return { graph, batch }
  })
  const graph = new Graph()
  emitAnyBatch(graph, [a!, b!], graph.int(0))
  const nodes = api.SavedModel.deserializeBinary(graph.savedModel()).getMetaGraphsList()[0].getGraphDef().getNodeList()
  return nodes.slice(1).map((n: any) => `${n.getName()}=${n.getOp()}(${n.getInputList().join()})`)
}

test('what is the same stays as it is', () => {
  const ops = emitted((graph) => {
    const shape = graph.ints([-1, 3])
    graph.node('Reshape', ['x', shape], { T: typeAttr(dataType.float32) }, 'out')
  })
  expect(ops).toEqual(['m0=Const()', 'out=Reshape(x,m0)'])
})

test('a shape that follows the batch is computed from it', () => {
  const ops = emitted((graph, batch) => graph.node('Reshape', ['x', graph.ints([2 * batch + 1, 3])], {}, 'out'))
  expect(ops.map((op) => op.replace(/[mn]\d+/g, 'n'))).toEqual([
    'n=Const()',
    'n=Mul(n,n)',
    'n=Const()',
    'n=AddV2(n,n)',
    'out=Reshape(x,n)',
  ])
})

test('zeros of the size of the batch, and rows that repeat with it, are repeated in the graph', () => {
  const ops = emitted((graph, batch) =>
    graph.constant(dataType.float32, [batch, 2], new Float32Array(batch * 2), 'zeros'),
  )
  expect(ops.at(-1)).toMatch(/^zeros=BroadcastTo\(/)
  const rows = (batch: number) =>
    Float32Array.from({ length: 3 * batch * 2 }, (_, i) => (i % 2) + 2 * Math.floor(i / (2 * batch)))
  const repeated = emitted((graph, batch) => graph.constant(dataType.float32, [3, batch, 2], rows(batch), 'rows'))
  expect(repeated.at(-1)).toMatch(/^rows=BroadcastTo\(/)
})

test('everything else that follows the batch is an error', () => {
  const failure = 'what the model computes depends on the size of the batch'
  const wrong: ((graph: RecordedGraph, batch: number) => void)[] = [
    (graph, batch) => graph.node(batch === 11 ? 'Relu' : 'Elu', ['x']),
    (graph, batch) => graph.node('Cast', ['x'], { DstT: typeAttr(batch) }),
    (graph, batch) => batch === 11 && graph.node('Relu', ['x']),
    (graph, batch) => batch === 13 && graph.node('Relu', ['x']),
    (graph, batch) => graph.constant(dataType.float32, [], Float32Array.of(1 / batch)),
    (graph, batch) =>
      graph.constant(
        dataType.float32,
        [batch],
        Float32Array.from({ length: batch }, (_, i) => i),
      ),
  ]
  for (const record of wrong) {
    expect(() => emitted(record)).toThrow(new Untraceable(failure))
  }
})
