import { expect, test } from 'vitest'
import { sgd } from '../../../src/descent/optimizers/sgd.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // v = 3 + 0.5 · 2 = 4; θ = 2 − 0.1 · 4; then v = 0.5 · 4 + 1 + 0.5 · 1.6 = 3.8
  expectClose(stepByHand(sgd({ lr: 0.1, momentum: 0.5, weightDecay: 0.5 }), [2], [[3], [1]]), [1.6 - 0.38])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(sgd({ lr: 1e-3, momentum: 0.5, weightDecay: 0.01 }))
})

test('options out of range', () => {
  expect(() => sgd({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => sgd({ momentum: 1 })).toThrow('`momentum` to be a number in [0, 1), found 1')
})
