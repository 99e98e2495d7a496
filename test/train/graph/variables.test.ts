import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { dataType } from '../../../src/train/graph/attributes.ts'
import { Graph } from '../../../src/train/graph/graph.ts'
import { Session } from '../../../src/train/graph/session.ts'
import { SharedVariables } from '../../../src/train/graph/variables.ts'
import { backend } from './run-graph.ts'

test('set in the graph, changed there, read back; nothing left over', () => {
  const w = tf.variable(tf.tensor1d([1, 2]))
  const before = tf.memory().numTensors
  const shared = new SharedVariables(backend, [w])
  const graph = new Graph()
  shared.emitAccess(graph)
  const handle = graph.variable(shared.resourceOf(w)!, dataType.float32, [2])
  const value = graph.constant(dataType.float32, [2], Float32Array.of(7, 8))
  graph.group([graph.assign(handle, value, dataType.float32)], 'change')
  const session = new Session(backend, graph)
  shared.push(session)
  shared.pull(session)
  expect([...w.dataSync()]).toEqual([1, 2])
  for (const { id } of session.run('', [], 'change:0')) backend.binding.deleteTensor(id)
  shared.pull(session)
  expect([...w.dataSync()]).toEqual([7, 8])
  tf.tidy(() => w.assign(tf.tensor1d([3, 4])))
  shared.push(session)
  shared.pull(session)
  expect([...w.dataSync()]).toEqual([3, 4])
  session.dispose()
  shared.dispose()
  expect(tf.memory().numTensors).toBe(before)
  w.dispose()
})

test('what else is given is set in the same call', () => {
  const w = tf.variable(tf.tensor1d([1, 2]))
  const shared = new SharedVariables(backend, [w])
  const graph = new Graph()
  shared.emitAccess(graph)
  const handle = graph.variable('other', dataType.float32, [2])
  const value = graph.placeholder('in_other', dataType.float32, [2])
  graph.group([graph.assign(handle, value, dataType.float32)], 'set_other')
  graph.read(handle, dataType.float32, [], 'out_other')
  const session = new Session(backend, graph)
  const other = tf.tensor1d([5, 6])
  const more = { names: ['in_other:0'], ids: backend.getInputTensorIds([other]), fetches: ['set_other:0'] }
  shared.push(session, more)
  shared.push(session)
  const { id } = session.run('', [], 'out_other:0')[0]!
  expect([...(backend.binding.tensorDataSync(id) as Float32Array)]).toEqual([5, 6])
  backend.binding.deleteTensor(id)
  shared.pull(session)
  expect([...w.dataSync()]).toEqual([1, 2])
  session.dispose()
  shared.dispose()
  tf.dispose([w, other])
})

test('any variable has a resource; another tensor only where it is too large for a constant, and it is freed', () => {
  const [w, x] = [tf.variable(tf.scalar(1)), tf.scalar(2)]
  const shared = new SharedVariables(backend, [])
  const before = tf.memory().numTensors
  expect(shared.resourceOf(w)).toBe(shared.resourceOf(w))
  expect(shared.resourceOf(x)).toBeUndefined()
  expect(shared.resourceOf(x, true)).toBeTypeOf('string')
  expect(shared.resourceOf(x)).toBe(shared.resourceOf(x, true))
  expect(shared.all).toEqual([w])
  shared.dispose()
  expect(tf.memory().numTensors).toBe(before)
  tf.dispose([w, x])
})
