import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/optimizers/index.ts'
import { adagrad } from '../../../src/train/optimizers/adagrad.ts'
import { expectLikeDescent, stepByHand } from './rule.ts'

const close = (found: number[], wanted: number[]) => {
  wanted.forEach((v, i) => {
    expect(found[i]).toBeCloseTo(v, 5)
  })
}

test('the first step has the length lr; a sum that starts above 0 makes it shorter', () => {
  close(stepByHand(adagrad({ lr: 0.1 }), 2, [3, 3]), [1.9, 1.9 - 0.1 / Math.SQRT2])
  close(stepByHand(adagrad({ lr: 0.1, initialAccumulator: 7 }), 2, [3]), [2 - (0.1 * 3) / 4])
})

test('the textbook rule of descent, whatever the gradients', () => {
  expectLikeDescent(adagrad({ lr: 0.1 }), descent.adagrad({ lr: 0.1 }))
})
