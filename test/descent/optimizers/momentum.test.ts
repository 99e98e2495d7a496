import { expect, test } from 'vitest'
import { momentum } from '../../../src/descent/optimizers/momentum.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // v = 3, θ = 2 − 0.3; v = 0.9 · 3 + 1 = 3.7, θ = 1.7 − 0.37
  expectClose(stepByHand(momentum({ lr: 0.1 }), [2], [[3], [1]]), [1.33])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(momentum({ lr: 1e-4 }))
})

test('options out of range', () => {
  expect(() => momentum({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => momentum({ momentum: '0.9' as never })).toThrow("found '0.9'")
})
