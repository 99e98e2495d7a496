import { expect, test } from 'vitest'
import { nadam } from '../../../src/descent/optimizers/nadam.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // μ₁ ≈ μ₂ ≈ β₁/2 without decay: m̂ = (0.45 · 0.1 / (1 − 0.45²) + 0.55/0.55) g
  const step = 0.1 * ((0.45 * 0.1) / (1 - 0.45 ** 2) + 1)
  expectClose(stepByHand(nadam({ lr: 0.1, epsilon: 0, momentumDecay: 0 }), [2], [[3]]), [2 - step])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(nadam())
})

test('options out of range', () => {
  expect(() => nadam({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => nadam({ momentumDecay: -1 })).toThrow('`momentumDecay` to be a number ≥ 0')
})
