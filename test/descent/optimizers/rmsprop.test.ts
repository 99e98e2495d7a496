import { expect, test } from 'vitest'
import { rmsprop } from '../../../src/descent/optimizers/rmsprop.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // v = 0.5 · 8 = 4, θ = 2 − 0.1 · √8/2
  expectClose(stepByHand(rmsprop({ lr: 0.1, alpha: 0.5, epsilon: 0 }), [2], [[Math.sqrt(8)]]), [2 - 0.1 * Math.SQRT2])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(rmsprop())
})

test('options out of range', () => {
  expect(() => rmsprop({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => rmsprop({ alpha: 1 })).toThrow('`alpha` to be a number in [0, 1)')
})
