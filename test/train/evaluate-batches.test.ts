import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { evaluateBatches } from '../../src/train/evaluate-batches.ts'
import { resolveLoss } from '../../src/train/losses/resolve.ts'
import { resolveMetric } from '../../src/train/metrics/stepwise.ts'

const loss = resolveLoss('mse')
const plan = { loss, metrics: [resolveMetric('mae', loss)] }
const x = tf.tensor2d([[1], [2], [3], [4], [5]])
const y = tf.zeros([5, 1])
const make = (more = {}) =>
  tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones', ...more })] })

test('means over all rows, whatever the batches; over a part of them; nothing left over', () => {
  const model = make()
  const before = tf.memory().numTensors
  for (const batchSize of [1, 2, 5, 100]) {
    const found = evaluateBatches(model, { x, y }, plan, { batchSize })
    expect(found.loss).toBeCloseTo(11, 4)
    expect(found.mae).toBeCloseTo(3, 5)
  }
  expect(evaluateBatches(model, { x, y }, plan, { from: 3, batchSize: 1 }).mae).toBe(4.5)
  expect(evaluateBatches(model, { x, y, weight: tf.tensor1d([1, 0, 0, 0, 0]) }, plan).loss).toBeCloseTo(0.2, 6)
  expect(tf.memory().numTensors).toBe(before + 1)
  model.dispose()
})

test('penalties count once', () => {
  const model = make({ kernelRegularizer: tf.regularizers.l2({ l2: 0.5 }) })
  expect(evaluateBatches(model, { x, y }, plan, { batchSize: 2 }).loss).toBeCloseTo(11.5, 4)
  model.dispose()
})

test('each output is seen, with the row it begins at', () => {
  const model = make()
  const seen: [number, number[]][] = []
  evaluateBatches(model, { x, y }, plan, { batchSize: 2 }, (output, start) =>
    seen.push([start, [...output.dataSync()]]),
  )
  expect(seen).toEqual([
    [0, [1, 2]],
    [2, [3, 4]],
    [4, [5]],
  ])
  model.dispose()
})
