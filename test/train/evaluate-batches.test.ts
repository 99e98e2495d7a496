import { expect, test, vi } from 'vitest'
import { kernel } from '../../src/display.ts'
import { tf } from '../../src/tf.ts'
import { evaluateBatches, inferenceTraces } from '../../src/train/evaluate-batches.ts'
import { resolveLoss } from '../../src/train/losses/resolve.ts'
import { resolveMetric } from '../../src/train/metrics/stepwise.ts'
import { Traces } from '../../src/train/traces.ts'
import { cases, example } from './graph/layers.ts'

const loss = resolveLoss('mse')
const plan = { loss, metrics: [resolveMetric('mae', loss)] }
const x = tf.tensor2d([[1], [2], [3], [4], [5]])
const y = tf.zeros([5, 1])
const make = (more = {}) =>
  tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones', ...more })] })

test('means over all rows, whatever the batches; over a part of them; nothing left over', async () => {
  const model = make()
  const before = tf.memory().numTensors
  for (const batchSize of [1, 2, 5, 100]) {
    const found = await evaluateBatches(model, { x, y }, plan, { batchSize })
    expect(found.loss).toBeCloseTo(11, 4)
    expect(found.mae).toBeCloseTo(3, 5)
  }
  expect((await evaluateBatches(model, { x, y }, plan, { from: 3, batchSize: 1 })).mae).toBe(4.5)
  const weight = tf.tensor1d([1, 0, 0, 0, 0])
  expect((await evaluateBatches(model, { x, y, weight }, plan)).loss).toBeCloseTo(0.2, 6)
  expect(tf.memory().numTensors).toBe(before + 1)
  model.dispose()
})

test('penalties count once', async () => {
  const model = make({ kernelRegularizer: tf.regularizers.l2({ l2: 0.5 }) })
  expect((await evaluateBatches(model, { x, y }, plan, { batchSize: 2 })).loss).toBeCloseTo(11.5, 4)
  model.dispose()
})

test('each output is seen, with the row it begins at', async () => {
  const model = make()
  const seen: [number, number[]][] = []
  await evaluateBatches(model, { x, y }, plan, {
    batchSize: 2,
    onOutput: (output, start) => seen.push([start, [...output.dataSync()]]),
  })
  expect(seen).toEqual([
    [0, [1, 2]],
    [2, [3, 4]],
    [4, [5]],
  ])
  model.dispose()
})

const crossentropy = resolveLoss('categoricalCrossentropy')
const classes = { loss: crossentropy, metrics: [resolveMetric('accuracy', crossentropy)] }

test.each(Object.keys(cases))('%s: the graph measures what is measured op by op', async (name) => {
  const { x, y } = example(cases[name]!)
  const model = cases[name]!.model()
  const rows = x.shape[0]!
  const weight = tf.range(1, rows + 1)
  const data = name === 'dense' ? { x, y, weight } : { x, y }
  const measured = name.startsWith('classes') ? classes : plan
  const before = tf.memory().numTensors
  const measure = async (traces: Traces) => {
    const outputs: number[] = []
    const values = await evaluateBatches(model, data, measured, {
      batchSize: 2,
      // An odd number of rows: the last batch is smaller.
      to: rows - 1 + (rows % 2),
      traces,
      onOutput: (p) => outputs.push(...p.dataSync()),
    })
    return [values.loss!, Object.values(values)[1]!, ...outputs]
  }
  const eager = await measure(new Traces({ after: Number.POSITIVE_INFINITY }))
  const traces = new Traces()
  const traced = await measure(traces)
  expect(traces.size).toBe(2)
  traces.dispose()
  expect(tf.memory().numTensors).toBe(before)
  const far = traced.filter((v, i) => !(Math.abs(v - eager[i]!) <= 1e-6 * Math.max(1, Math.abs(eager[i]!))))
  expect(far).toEqual([])
  model.dispose()
  tf.dispose([x, y, weight])
})

test('graphs read the weights of the moment; they come after eight batches of a shape, and not for stateful layers', async () => {
  const model = make()
  const traces = inferenceTraces(model)
  const options = { batchSize: 1, traces }
  expect((await evaluateBatches(model, { x, y }, plan, options)).mae).toBe(3)
  expect(traces.size).toBe(0)
  expect((await evaluateBatches(model, { x, y }, plan, options)).mae).toBe(3)
  expect(traces.size).toBe(1)
  tf.tidy(() => model.setWeights([tf.tensor2d([[2]]), tf.tensor1d([1])]))
  expect((await evaluateBatches(model, { x, y }, plan, options)).mae).toBe(7)
  traces.dispose()
  model.dispose()

  const stateful = tf.sequential({
    layers: [tf.layers.simpleRNN({ units: 1, stateful: true, batchInputShape: [1, 1, 1] })],
  })
  const none = inferenceTraces(stateful)
  const steps = x.reshape([5, 1, 1])
  for (let i = 0; i < 3; i++) {
    await evaluateBatches(stateful, { x: steps, y }, plan, { batchSize: 1, traces: none })
  }
  expect(none.size).toBe(0)
  stateful.resetStates()
  stateful.dispose()
  steps.dispose()
})

test('Stop is felt between two batches, and leaves nothing', async () => {
  const model = make()
  const abort = new AbortController()
  kernel.jupyter = { signal: abort.signal } as never
  vi.useFakeTimers({ toFake: ['performance'] })
  const before = tf.memory().numTensors
  let batches = 0
  const reason = new Error('stopped')
  const options = {
    batchSize: 1,
    onOutput() {
      batches++
      if (batches === 2) setImmediate(() => abort.abort(reason))
      if (batches === 2) vi.advanceTimersByTime(1000)
    },
  }
  try {
    await expect(evaluateBatches(model, { x, y }, plan, options)).rejects.toBe(reason)
  } finally {
    vi.useRealTimers()
    delete kernel.jupyter
  }
  expect(batches).toBe(2)
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
})
