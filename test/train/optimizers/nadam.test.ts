import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/optimizers/index.ts'
import { nadam } from '../../../src/train/optimizers/nadam.ts'
import { expectLikeDescent, stepByHand } from './rule.ts'

test('the first step by hand', () => {
  const mu = (t: number) => 0.9 * (1 - 0.5 * 0.96 ** (t * 0.004))
  const mHat = (mu(2) * 0.3) / (1 - mu(1) * mu(2)) + ((1 - mu(1)) * 3) / (1 - mu(1))
  expect(stepByHand(nadam({ lr: 0.1 }), 2, [3])[0]).toBeCloseTo(2 - (0.1 * mHat) / 3, 4)
})

test('the textbook rule of descent, whatever the gradients', () => {
  expectLikeDescent(nadam({ lr: 0.01 }), descent.nadam({ lr: 0.01 }))
})
