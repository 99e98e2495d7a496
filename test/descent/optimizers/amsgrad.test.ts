import { expect, test } from 'vitest'
import { amsgrad } from '../../../src/descent/optimizers/amsgrad.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // The divisor keeps v of the large first gradient.
  const optimizer = amsgrad({ lr: 0.1, epsilon: 0 })
  const state = optimizer.state(1) as { v: number[]; vMax: number[] }
  const x = [2]
  for (const g of [3, 0, 0]) optimizer.update(x, [g], state, optimizer.options, undefined as never)
  expect(state.vMax[0]).toBeGreaterThan(state.v[0]!)
  expectClose(stepByHand(optimizer, [2], [[3]]), [1.9])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(amsgrad({ lr: 0.01 }))
})

test('options out of range', () => {
  expect(() => amsgrad({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => amsgrad({ beta2: -0.5 })).toThrow('`beta2` to be a number in [0, 1)')
})
