import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/optimizers/index.ts'
import { momentum, nesterov, sgd } from '../../../src/train/optimizers/sgd.ts'
import { expectLikeDescent, stepByHand } from './rule.ts'

const close = (found: number[], wanted: number[]) => {
  wanted.forEach((v, i) => {
    expect(found[i]).toBeCloseTo(v, 5)
  })
}

test('steps by hand', () => {
  close(stepByHand(sgd({ lr: 0.1 }), 2, [3, 1]), [1.7, 1.6])
  close(stepByHand(momentum({ lr: 0.1, momentum: 0.5 }), 2, [2, 2]), [1.8, 1.5])
  // g + μv: 2 + 0.5 · 2, then 2 + 0.5 · 3
  close(stepByHand(nesterov({ lr: 0.1, momentum: 0.5 }), 2, [2, 2]), [1.7, 1.35])
  close(stepByHand(sgd({ lr: 0.1, weightDecay: 0.5 }), 2, [3]), [2 - 0.1 * 4])
})

test('momentum and nesterov are sgd with these options, and have no switch for it', () => {
  const gradients = [1, -2, 3]
  const options = { lr: 0.1, momentum: 0.9 }
  expect(stepByHand(momentum(options), 1, gradients)).toEqual(stepByHand(sgd(options), 1, gradients))
  const ahead = sgd({ ...options, nesterov: true })
  expect(stepByHand(nesterov(options), 1, gradients)).toEqual(stepByHand(ahead, 1, gradients))
  expect(() => nesterov({ nesterov: false } as never)).toThrow('train.nesterov has no option `nesterov`')
})

test('a velocity is kept only where there is momentum', () => {
  expect(Object.keys(sgd().rule.slots)).toEqual([])
  expect(Object.keys(momentum().rule.slots)).toEqual(['velocity'])
})

test('the textbook rules of descent, whatever the gradients', () => {
  expectLikeDescent(
    sgd({ lr: 0.01, momentum: 0.5, weightDecay: 0.1 }),
    descent.sgd({ lr: 0.01, momentum: 0.5, weightDecay: 0.1 }),
  )
  expectLikeDescent(momentum({ lr: 0.01 }), descent.momentum({ lr: 0.01 }))
  expectLikeDescent(nesterov({ lr: 0.01 }), descent.nesterov({ lr: 0.01 }))
})
