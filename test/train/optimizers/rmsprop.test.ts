import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/optimizers/index.ts'
import { rmsprop } from '../../../src/train/optimizers/rmsprop.ts'
import { expectLikeDescent, stepByHand } from './rule.ts'

const close = (found: number[], wanted: number[]) => {
  wanted.forEach((v, i) => {
    expect(found[i]).toBeCloseTo(v, 5)
  })
}

test('a step by hand, without and with momentum', () => {
  // s = 0.1 · 9, then 0.9 · 0.9 + 0.1 · 9
  const scaled = [3 / Math.sqrt(0.9), 3 / Math.sqrt(1.71)] as const
  const plain = rmsprop({ lr: 0.1, alpha: 0.9 })
  close(stepByHand(plain, 2, [3, 3]), [2 - 0.1 * scaled[0], 2 - 0.1 * (scaled[0] + scaled[1])])
  const heavy = rmsprop({ lr: 0.1, alpha: 0.9, momentum: 0.5 })
  close(stepByHand(heavy, 2, [3, 3]), [2 - 0.1 * scaled[0], 2 - 0.1 * (1.5 * scaled[0] + scaled[1])])
})

test('a velocity is kept only where there is momentum', () => {
  expect(Object.keys(rmsprop().rule.slots)).toEqual(['squares'])
  expect(Object.keys(rmsprop({ momentum: 0.1 }).rule.slots)).toEqual(['squares', 'velocity'])
})

test('the textbook rule of descent, whatever the gradients', () => {
  expectLikeDescent(rmsprop({ lr: 0.01, alpha: 0.9 }), descent.rmsprop({ lr: 0.01, alpha: 0.9 }))
})
