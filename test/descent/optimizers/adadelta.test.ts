import { expect, test } from 'vitest'
import { adadelta } from '../../../src/descent/optimizers/adadelta.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // v = 0.1 · 9; Δ = 3 √1e-6 / √(0.9 + 1e-6)
  expectClose(stepByHand(adadelta(), [2], [[3]]), [2 - (3 * 1e-3) / Math.sqrt(0.900001)])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(adadelta())
})

test('options out of range', () => {
  expect(() => adadelta({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => adadelta({ rho: 2 })).toThrow('`rho` to be a number in [0, 1)')
})
