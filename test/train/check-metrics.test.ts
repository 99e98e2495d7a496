import { expect, test } from 'vitest'
import { mlp } from '../../src/models/mlp.ts'
import { tf } from '../../src/tf.ts'
import { checkMetrics } from '../../src/train/check-metrics.ts'
import { fit as train } from '../../src/train/fit.ts'
import { resolveLoss } from '../../src/train/losses/resolve.ts'
import { resolveMetric } from '../../src/train/metrics/stepwise.ts'

const check = (y: number[] | number[][], loss = 'mse') =>
  tf.tidy(() =>
    checkMetrics([resolveMetric('mae', resolveLoss(loss)), resolveMetric('acc', resolveLoss(loss))], tf.tensor(y)),
  )

test('accuracy of real numbers is refused, and the metrics that fit are named', () => {
  const before = tf.memory().numTensors
  expect(() => check([0, 1, 2.5])).toThrow(
    "Expected targets of 0 and 1 for the metric 'accuracy', found 2.5: for real numbers use 'mae' or 'mse', and `train.evaluate` gives R²",
  )
  expect(() => check([[-1], [1]])).toThrow('found -1')
  check([0, 1, 1])
  check([[0.1, 0.9]]) // several outputs: the largest
  check([0.1, 0.9], 'binaryCrossentropy')
  check([-1, 1], 'hinge')
  expect(tf.memory().numTensors).toBe(before)
})

test('a fit says it before its first step; of 0 and 1 it counts as Keras does', async () => {
  const model = mlp({ inputs: 1, outputs: 1, seed: 1 })
  const [x, y] = [tf.tensor2d([[1], [2]]), tf.tensor1d([0.5, 3])]
  const options = { loss: 'mse', metrics: ['accuracy'], batchSize: 2 }
  await expect(train(model, { x, y }, options)).rejects.toThrow("use 'mae' or 'mse'")
  const bits = tf.tensor1d([0, 1])
  const history = await train(model, { x, y: bits }, options)
  expect(history.last!.accuracy).toBeGreaterThanOrEqual(0)
  tf.dispose([x, y, bits])
  model.dispose()
})

test("TensorFlow.js's own fit goes on as it always did: a real number is never met", async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['accuracy'] })
  const [x, y] = [tf.tensor2d([[1], [2]]), tf.tensor2d([[0.5], [3]])]
  const { history } = await model.fit(x, y, { epochs: 1, verbose: 0 })
  expect(history.acc).toEqual([0])
  tf.dispose([x, y])
  model.dispose()
})
