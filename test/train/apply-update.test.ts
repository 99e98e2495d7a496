import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { applyUpdate } from '../../src/train/apply-update.ts'
import { adamW, nadam, sgd } from '../../src/train/optimizers/index.ts'
import type { FusedKernel } from '../../src/train/optimizers/optimizer.ts'
import { TrainingState } from '../../src/train/training-state.ts'

const one = () => tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' })] })

test('changes weights and slots in place, leaves nothing over', () => {
  const [model, optimizer] = [one(), sgd({ lr: 0.1, momentum: 0.5 })]
  const state = new TrainingState(model, optimizer)
  const before = tf.memory().numTensors
  for (let t = 1; t <= 2; t++) {
    tf.tidy(() => applyUpdate(state, optimizer, [tf.tensor2d([[2]]), tf.tensor1d([1])], tf.scalar(0.1), tf.scalar(t)))
  }
  expect(tf.memory().numTensors).toBe(before)
  // v = 2, then 0.5 · 2 + 2 = 3: w = 1 − 0.1 · (2 + 3).
  expect(state.weights[0]!.dataSync()[0]).toBeCloseTo(0.5, 6)
  expect(state.slots[0]!.velocity!.dataSync()[0]).toBe(3)
  state.dispose()
  model.dispose()
})

test('what is kept once for all weights is carried on', () => {
  const [model, optimizer] = [one(), nadam()]
  const state = new TrainingState(model, optimizer)
  tf.tidy(() => applyUpdate(state, optimizer, [tf.ones([1, 1]), tf.ones([1])], tf.scalar(0.1), tf.scalar(1)))
  expect(state.globals.muProduct!.dataSync()[0]).toBeCloseTo(0.9 * (1 - 0.5 * 0.96 ** 0.004), 5)
  state.dispose()
  model.dispose()
})

test('with a fused kernel only what comes before it is done here: the decay of adamW', () => {
  const [model, optimizer] = [one(), adamW({ weightDecay: 0.5 })]
  const state = new TrainingState(model, optimizer)
  const seen: [FusedKernel, number, number][] = []
  tf.tidy(() =>
    applyUpdate(
      state,
      optimizer,
      [tf.ones([1, 1]), tf.ones([1])],
      tf.scalar(0.1),
      tf.scalar(1),
      (kernel, _, slots, inputs) => seen.push([kernel, slots.length, inputs.length]),
    ),
  )
  expect(seen.map(([kernel, ...counts]) => [kernel.op, ...counts])).toEqual([
    ['ResourceApplyAdam', 2, 7],
    ['ResourceApplyAdam', 2, 7],
  ])
  expect(state.weights[0]!.dataSync()[0]).toBeCloseTo(0.95, 6)
  expect(state.slots[0]!.m!.dataSync()[0]).toBe(0)
  state.dispose()
  model.dispose()
})
