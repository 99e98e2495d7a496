import { expect, test } from 'vitest'
import { batch } from '../../../src/descent/optimizers/batch.ts'
import { expectClose, expectPyTorchPaths, stepByHand } from '../oracle.ts'

test('a step by hand', () => {
  // θ = 2 − 0.1 · 3
  expectClose(stepByHand(batch({ lr: 0.1 }), [2], [[3]]), [1.7])
})

test("PyTorch's numbers: three surfaces, 200 steps, 1e-10", () => {
  expectPyTorchPaths(batch({ lr: 1e-3 }))
})

test('options out of range', () => {
  expect(() => batch({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => batch({ rl: 1 } as never)).toThrow('no option `rl`')
})
