import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { EagerRunner } from '../../src/train/eager-runner.ts'
import { resolveMetric } from '../../src/train/metrics/stepwise.ts'
import { disposeTraining, makeTraining, weightsOf } from './training.ts'

test('a step by hand: the batch is the next of the order, the last one smaller, over two epochs', () => {
  const training = makeTraining()
  const runner = new EagerRunner(training)
  runner.startEpochs(Int32Array.of(0, 1, 2, 3, 4, 4, 3, 2, 1, 0))
  const before = tf.memory().numTensors
  // Rows 0 and 1, y = 1 and 3, at w = b = 0: loss 5, ∂w = −2 · 3/2, ∂b = −2 · 4/2.
  const first = runner.run(0, Float32Array.of(0.1))
  expect(first.losses[0]).toBeCloseTo(5, 5)
  expect(weightsOf(training)[0]).toBeCloseTo(0.3, 5)
  expect(weightsOf(training)[1]).toBeCloseTo(0.4, 5)
  // Batch 2 is row 4 alone: (4 · 0.3 + 0.4 − 9)²; batch 3 begins the second epoch with rows 4 and 3.
  const third = runner.run(2, Float32Array.of(1e-9, 1e-9))
  expect(third.losses[0]).toBeCloseTo(7.4 ** 2, 3)
  expect(third.losses[1]).toBeCloseTo((7.4 ** 2 + 5.7 ** 2) / 2, 3)
  expect(training.state.step).toBe(3)
  expect(tf.memory().numTensors).toBe(before)
  disposeTraining(training)
})

test('metrics come row by row', () => {
  const training = makeTraining()
  const metrics = ['mse', 'mae'].map((name) => resolveMetric(name, training.step.loss))
  const runner = new EagerRunner({ ...training, step: { ...training.step, metrics } })
  runner.startEpochs(Int32Array.of(0, 1, 2, 3, 4))
  const result = runner.run(0, Float32Array.of(0.1, 0.1))
  expect(result.metrics).toHaveLength(4)
  expect(result.metrics[0]).toBeCloseTo(5, 5)
  expect(result.metrics[1]).toBeCloseTo(2, 5)
  expect(result.metrics[2]).toBeCloseTo(result.losses[1]!, 4)
  disposeTraining(training)
})

test('the guard stops before the step whose loss is no number; without it the steps go on', () => {
  for (const guard of [true, false]) {
    const training = makeTraining({ guard })
    tf.tidy(() => training.state.weights[0]!.assign(tf.tensor2d([[Number.NaN]])))
    const runner = new EagerRunner(training)
    runner.startEpochs(Int32Array.of(1, 2, 3, 4, 0))
    const { losses, failed } = runner.run(0, Float32Array.of(0.1, 0.1))
    expect([failed, losses.length, training.state.step]).toEqual(guard ? [true, 1, 0] : [false, 2, 2])
    expect(weightsOf(training)[1]).toBe(guard ? 0 : Number.NaN)
    disposeTraining(training)
  }
})
