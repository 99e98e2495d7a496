import { expect, test } from 'vitest'
import { nesterov } from '../../../src/descent/optimizers/nesterov.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // v = 3, θ = 2 − 0.1 (3 + 0.9 · 3); v = 3.7, θ = 1.43 − 0.1 (1 + 0.9 · 3.7)
  expectClose(stepByHand(nesterov({ lr: 0.1 }), [2], [[3], [1]]), [0.997])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(nesterov({ lr: 1e-4 }))
})

test('options out of range', () => {
  expect(() => nesterov({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => nesterov({ momentum: -0.1 })).toThrow('`momentum` to be a number in [0, 1)')
})
