import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { adam, nadam, sgd } from '../../src/train/optimizers/index.ts'
import { TrainingState } from '../../src/train/training-state.ts'

const network = () =>
  tf.sequential({
    layers: [
      tf.layers.dense({ units: 2, inputShape: [3] }),
      tf.layers.batchNormalization(),
      tf.layers.dense({ units: 1 }),
    ],
  })

test('trained weights, the others, and the memory of the optimizer for each trained one', () => {
  const model = network()
  model.layers[2]!.trainable = false
  const before = tf.memory().numTensors
  const state = new TrainingState(model, nadam())
  // Kernel and bias, γ and β; moving mean and variance, and the frozen layer's two.
  expect([state.weights.length, state.others.length, state.slots.length]).toEqual([4, 4, 4])
  expect(state.optimizerVariables).toHaveLength(4 * 2 + 1)
  expect(state.all).toHaveLength(4 + 4 + 9)
  expect(state.slots[0]!.m!.shape).toEqual([3, 2])
  state.dispose()
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
})

test('a snapshot is a copy, and comes back as it was', () => {
  const model = network()
  const state = new TrainingState(model, adam())
  state.step = 7
  tf.tidy(() => state.slots[0]!.m!.assign(tf.ones([3, 2])))
  const saved = state.snapshot()
  const copy = structuredClone(saved)
  tf.tidy(() => {
    for (const v of state.all) v.assign(tf.fill(v.shape, 9))
  })
  state.step = 8
  expect(saved).toEqual(copy)
  const before = tf.memory().numTensors
  state.restore(saved)
  expect(tf.memory().numTensors).toBe(before)
  expect(state.snapshot()).toEqual(copy)
  state.dispose()
  model.dispose()
})

test('the state of another model or optimizer is refused', () => {
  const model = network()
  const [plain, other] = [new TrainingState(model, sgd()), new TrainingState(model, adam())]
  expect(() => plain.restore(other.snapshot())).toThrow('This state belongs to another model or another optimizer')
  plain.dispose()
  other.dispose()
  model.dispose()
})
