import { expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import { expectClose, stepByHand } from './oracle.ts'

const batch = () => descent.batch({ lr: 0.1 })

test('clipNorm keeps the direction, clipValue cuts each component, weightDecay adds λθ', () => {
  expectClose(stepByHand(descent.clipNorm(batch(), 1), [0, 0], [[3, 4]]), [-0.06, -0.08])
  expectClose(stepByHand(descent.clipNorm(batch(), 10), [0, 0], [[3, 4]]), [-0.3, -0.4])
  expectClose(stepByHand(descent.clipValue(batch(), 1), [0, 0], [[3, -0.5]]), [-0.1, 0.05])
  expectClose(stepByHand(descent.weightDecay(batch(), 0.5), [2], [[3]]), [2 - 0.1 * 4])
})

test('weightDecay around sgd is the weightDecay of sgd', () => {
  const steps = [[3], [1], [-2]]
  const around = stepByHand(descent.weightDecay(descent.sgd({ lr: 0.1, momentum: 0.5 }), 0.3), [2], steps)
  expectClose(around, stepByHand(descent.sgd({ lr: 0.1, momentum: 0.5, weightDecay: 0.3 }), [2], steps), 1e-14)
})

test('schedule multiplies the learning rate, and the steps show it', () => {
  const d = descent.start(descent.booth, {
    at: [0, 0],
    optimizer: descent.schedule(descent.batch({ lr: 0.04 }), (t) => 0.5 ** t),
  })
  expect(d.step(3).steps.map((s) => s.learningRate)).toEqual([0.04, 0.02, 0.01])
  expect(d.set({ lr: 0.08 }).step().steps.at(-1)!.learningRate).toBe(0.01)
})

test('wrappers nest, and the formula names what each made', () => {
  const optimizer = descent.clipNorm(descent.weightDecay(descent.momentum({ lr: 0.1 }), 0.5), 1)
  expect(optimizer.name).toBe('clipNorm(weightDecay(momentum))')
  expectClose(stepByHand(optimizer, [2], [[30]]), [2 - 0.1 * (1 + 0.5 * 2)])
  expect(optimizer.rule.map(([, filled]) => filled).join()).not.toMatch(/undefined/)
})

test('bad input', () => {
  expect(() => descent.clipNorm(batch(), 0)).toThrow('Expected `limit` to be a number > 0, found 0.')
  expect(() => descent.weightDecay(batch(), -1)).toThrow('`decay` to be a number ≥ 0')
  expect(() => descent.clipNorm(descent.adam as never, 1)).toThrow('Expected an optimizer such as descent.adam()')
  expect(() => descent.clipNorm(descent.lbfgs(), 1)).toThrow("can't be put around `lbfgs`")
  expect(() => descent.schedule(batch(), 0.5 as never)).toThrow('`factor` to be a function')
  const bad = descent.schedule(batch(), (t) => (t < 2 ? 1 : Number.NaN))
  expect(() => descent.start(descent.booth, { optimizer: bad }).step(5)).toThrow('a number ≥ 0 at step 2, found NaN')
})
