import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/optimizers/index.ts'
import { adadelta } from '../../../src/train/optimizers/adadelta.ts'
import { expectLikeDescent, stepByHand } from './rule.ts'

test('the first step by hand: its length hangs on ε alone, not on the gradient', () => {
  // s = 0.1 g²; δ = √ε / √(s + ε) · g
  const length = Math.sqrt(1e-6) / Math.sqrt(0.1 * 9 + 1e-6)
  expect(stepByHand(adadelta(), 2, [3])[0]).toBeCloseTo(2 - 3 * length, 6)
  expect(stepByHand(adadelta({ lr: 0.5 }), 2, [3])[0]).toBeCloseTo(2 - 1.5 * length, 6)
})

test('the textbook rule of descent, whatever the gradients', () => {
  expectLikeDescent(
    adadelta({ lr: 0.7, rho: 0.8, epsilon: 1e-3 }),
    descent.adadelta({ lr: 0.7, rho: 0.8, epsilon: 1e-3 }),
  )
})
