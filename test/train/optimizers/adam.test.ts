import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/optimizers/index.ts'
import { tf } from '../../../src/tf.ts'
import { adam, adamW, biasCorrection } from '../../../src/train/optimizers/adam.ts'
import { expectLikeDescent, stepByHand } from './rule.ts'

test('the first step has the length lr, whatever the gradient', () => {
  expect(stepByHand(adam({ lr: 0.1, epsilon: 0 }), 2, [3])[0]).toBeCloseTo(1.9, 6)
  expect(stepByHand(adam({ lr: 0.1, epsilon: 0 }), 2, [-0.001])[0]).toBeCloseTo(2.1, 6)
})

test('weight decay: adam adds it to the gradient, adamW shrinks the weight itself', () => {
  expect(stepByHand(adam({ lr: 0.1, weightDecay: 10, epsilon: 0 }), 2, [-1])[0]).toBeCloseTo(1.9, 6)
  expect(stepByHand(adamW({ lr: 0.1, weightDecay: 0.5, epsilon: 0 }), 2, [-1])[0]).toBeCloseTo(2 * 0.95 + 0.1, 6)
})

test('1 − βᵗ keeps its digits in float32', () => {
  for (const [beta, t] of [
    [0.999, 1],
    [0.999, 3],
    [0.9, 100],
  ] as const) {
    const found = tf.tidy(() => biasCorrection(beta, tf.scalar(t)).dataSync()[0]!)
    expect(Math.abs(found / (1 - beta ** t) - 1)).toBeLessThan(2e-7)
  }
})

test('without β₁ it is the square root that scales', () => {
  expect(stepByHand(adam({ lr: 0.1, beta1: 0, epsilon: 0 }), 2, [3])[0]).toBeCloseTo(1.9, 6)
})

test('the textbook rules of descent, whatever the gradients', () => {
  expectLikeDescent(adam({ lr: 0.01 }), descent.adam({ lr: 0.01 }))
  expectLikeDescent(adamW({ lr: 0.01, weightDecay: 0.3 }), descent.adamW({ lr: 0.01, weightDecay: 0.3 }))
})
