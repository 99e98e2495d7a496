import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { EagerRunner } from '../../../src/train/eager-runner.ts'
import { RecordedGraph } from '../../../src/train/graph/any-batch.ts'
import { Graph, type Output } from '../../../src/train/graph/graph.ts'
import { emitSteps } from '../../../src/train/graph/step-graph.ts'
import { TracedRunner } from '../../../src/train/graph/traced-runner.ts'
import { SharedVariables } from '../../../src/train/graph/variables.ts'
import { momentum } from '../../../src/train/optimizers/sgd.ts'
import { disposeTraining, makeTraining, weightsOf } from '../training.ts'
import { backend } from './run-graph.ts'

test('recording the step leaves weights, slots and memory as they were', () => {
  const training = makeTraining({ optimizer: momentum({ lr: 0.1 }) })
  const variables = new SharedVariables(backend, training.state.all)
  const saved = training.state.snapshot()
  const before = tf.memory().numTensors
  const graph = new Graph()
  emitSteps({ graph, backend, variables, training })
  expect(graph.size).toBeGreaterThan(50)
  expect(training.state.snapshot()).toEqual(saved)
  expect(tf.memory().numTensors).toBe(before)
  variables.dispose()
  disposeTraining(training)
})

test('constants and handles are made before the loop, and nothing is left of what has another shape only', () => {
  const training = makeTraining({ optimizer: momentum({ lr: 0.1 }) })
  const variables = new SharedVariables(backend, training.state.all)
  const graph = new RecordedGraph()
  emitSteps({ graph, backend, variables, training })
  const made = graph.nodes.filter((node) => node.op === 'Const' || node.op === 'VarHandleOp')
  expect(made.length).toBeGreaterThan(10)
  for (const node of made) expect(node.inputs).toEqual([])
  const by = new Map(graph.nodes.map((node) => [node.name, node]))
  const needed = new Set<string>()
  const visit = (output: Output) => {
    const name = output.replace('^', '').split(':')[0]!
    if (needed.has(name)) return
    needed.add(name)
    by.get(name)!.inputs.forEach(visit)
  }
  visit('made')
  expect([...needed].filter((name) => by.get(name)!.op === 'Reshape')).toEqual([])
  variables.dispose()
  disposeTraining(training)
})

test('many steps in one call are those made one by one, the smaller last batch and a second epoch too', () => {
  const order = Int32Array.of(3, 1, 4, 0, 2, 2, 0, 1, 4, 3)
  const rates = Float32Array.of(0.1, 0.05, 0.02, 0.1, 0.05, 0.02)
  const runs = (['traced', 'eager'] as const).map((kind) => {
    const training = makeTraining({ optimizer: momentum({ lr: 0.1 }) })
    const runner = kind === 'traced' ? new TracedRunner(backend, training) : new EagerRunner(training)
    runner.startEpochs(order)
    const { losses } = runner.run(0, rates)
    runner.pull()
    const found = [...losses, ...weightsOf(training)]
    runner.dispose()
    disposeTraining(training)
    return found
  })
  expect(runs[0]).toHaveLength(8)
  runs[0]!.forEach((v, i) => {
    expect(v).toBeCloseTo(runs[1]![i]!, 4)
  })
})
