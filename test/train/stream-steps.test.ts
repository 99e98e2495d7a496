import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { StreamSteps } from '../../src/train/stream-steps.ts'
import { disposeTraining, makeTraining, weightsOf } from './training.ts'

test.each([true, false])('traced: %s: batches of several sizes train the same weights, current after each', (trace) => {
  const training = makeTraining()
  const before = tf.memory().numTensors
  const steps = new StreamSteps(training, trace)
  const batch = (values: number[]) => ({
    x: tf.tensor2d(values, [values.length, 1]),
    y: tf.tensor2d(
      values.map((v) => 2 * v + 1),
      [values.length, 1],
    ),
  })
  let [slope, start] = [0, 0]
  for (const values of [[0, 1], [2, 3], [4], [1, 2], [3]]) {
    // biome-ignore format: short
    const data = batch(values)
    const { losses, failed } = steps.run(data, 0.05)
    tf.dispose([data.x, data.y])
    // The step by hand.
    const errors = values.map((v) => slope * v + start - (2 * v + 1))
    const mean = (list: number[]) => list.reduce((x, y) => x + y, 0) / list.length
    expect(failed).toBe(false)
    expect(losses[0]).toBeCloseTo(mean(errors.map((e) => e * e)), 4)
    const [dw, db] = [2 * mean(errors.map((e, i) => e * values[i]!)), 2 * mean(errors)]
    slope -= 0.05 * dw
    start -= 0.05 * db
    expect(weightsOf(training)[0]).toBeCloseTo(slope, 5)
    expect(weightsOf(training)[1]).toBeCloseTo(start, 5)
    // What is set in between counts.
    if (values[0] === 4) {
      slope = 0
      const zero = tf.zeros([1, 1])
      training.state.weights[0]!.assign(zero as tf.Variable)
      zero.dispose()
    }
  }
  expect(steps.kind).toBe(trace ? 'traced' : 'eager')
  expect(training.state.step).toBe(5)
  steps.dispose()
  expect(tf.memory().numTensors).toBe(before)
  disposeTraining(training)
})
