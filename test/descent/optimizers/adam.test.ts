import { expect, test } from 'vitest'
import { adam } from '../../../src/descent/optimizers/adam.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // The first step has the length lr, whatever the gradient: m̂ = g, v̂ = g².
  expectClose(stepByHand(adam({ lr: 0.1, epsilon: 0 }), [2, 2], [[3, -0.001]]), [1.9, 2.1])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(adam({ lr: 0.01 }))
})

test('options out of range', () => {
  expect(() => adam({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => adam({ beta1: 1 })).toThrow('`beta1` to be a number in [0, 1)')
  expect(() => adam({ lr: Number.NaN })).toThrow('found NaN')
})
