import { expect, test } from 'vitest'
import { adamW } from '../../../src/descent/optimizers/adam-w.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // θ = 2 (1 − 0.1 · 0.5) − 0.1
  expectClose(stepByHand(adamW({ lr: 0.1, epsilon: 0, weightDecay: 0.5 }), [2], [[3]]), [1.8])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(adamW({ lr: 0.01 }))
})

test('options out of range', () => {
  expect(() => adamW({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => adamW({ weightDecay: -1 })).toThrow('`weightDecay` to be a number ≥ 0')
})
