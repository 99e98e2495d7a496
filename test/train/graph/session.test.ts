import fs from 'node:fs'
import os from 'node:os'
import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { dataType, typeAttr } from '../../../src/train/graph/attributes.ts'
import { Graph } from '../../../src/train/graph/graph.ts'
import { Session } from '../../../src/train/graph/session.ts'
import * as train from '../../../src/train/index.ts'
import { ownTemporaryFolder } from '../../own-tmp.ts'
import { backend, runGraph } from './run-graph.ts'

ownTemporaryFolder()

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

/** The share that TensorFlow's threads for ops have in the processor time of a training. */
async function shareOfThreads(units: number, epochs: number): Promise<number> {
  const ticks = () =>
    fs
      .readdirSync('/proc/self/task')
      .map((id) => fs.readFileSync(`/proc/self/task/${id}/stat`, 'utf8'))
      .filter((stat) => stat.includes('(tf_Compute)'))
      .map((stat) => stat.slice(stat.indexOf(')') + 2).split(' '))
      .reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0) // of 10 ms
  const model = tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [units] })] })
  const [x, y] = [tf.ones([64, units]), tf.ones([64, units])]
  const before = [ticks(), process.cpuUsage().user]
  const history = await train.fit(model, { x, y, size: 64 }, { loss: 'mse', epochs, verbose: false })
  const [threads, all] = [ticks() - before[0]!, (process.cpuUsage().user - before[1]!) / 10_000]
  expect(history.runner).toBe('traced')
  tf.dispose([x, y])
  model.dispose()
  return threads / all
}

test.runIf(process.platform === 'linux')('a graph of small tensors runs in the thread that calls it', async () => {
  expect(await shareOfThreads(1, 2000)).toBeLessThan(0.1)
})

test.runIf(process.platform === 'linux')('a graph of large tensors has threads of its own', async () => {
  expect(await shareOfThreads(400, 200)).toBeGreaterThan(0.1)
})
