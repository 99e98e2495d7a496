import { expect, test } from 'vitest'
import { adagrad } from '../../../src/descent/optimizers/adagrad.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // s = 9, θ = 2 − 0.1 · 3/3; s = 25, θ = 1.9 − 0.1 · 4/5
  expectClose(stepByHand(adagrad({ lr: 0.1, epsilon: 0 }), [2], [[3], [4]]), [1.82])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(adagrad({ lr: 0.1 }))
})

test('options out of range', () => {
  expect(() => adagrad({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => adagrad({ epsilon: -1 })).toThrow('`epsilon` to be a number ≥ 0')
})
