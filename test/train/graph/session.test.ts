import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dataType, typeAttr } from '../../../src/train/graph/attributes.ts'
import { Graph } from '../../../src/train/graph/graph.ts'
import { Session } from '../../../src/train/graph/session.ts'
import { backend, runGraph } from './run-graph.ts'

// A folder of its own: other test files make graphs at the same time.
process.env.TMPDIR = fs.mkdtempSync(path.join(os.tmpdir(), 'gradlab-test-'))
afterAll(() => fs.rmSync(process.env.TMPDIR!, { recursive: true }))

const float = { T: typeAttr(dataType.float32) }
const temporary = () => fs.readdirSync(os.tmpdir()).filter((f) => f.startsWith('gradlab-graph-'))

test('runs a graph on what is fed, and leaves no folder behind', () => {
  const graph = new Graph()
  graph.node('Neg', [graph.placeholder('x', dataType.float32, [-1])], float, 'y')
  expect(runGraph(graph, 'y', { x: [1, -2] })).toEqual([-1, 2])
  expect(temporary()).toEqual([])
})

test('a graph that TensorFlow refuses: an error, no folder; dispose may come twice', () => {
  const graph = new Graph()
  graph.node('NoSuchOp', [], {}, 'y')
  expect(() => new Session(backend, graph)).toThrow()
  expect(temporary()).toEqual([])
  const good = new Graph()
  good.int(1)
  const session = new Session(backend, good)
  session.dispose()
  expect(() => session.dispose()).not.toThrow()
})
