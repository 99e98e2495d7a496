import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { lbfgs } from '../../../src/descent/optimizers/lbfgs.ts'
import { expectLikeSciPy } from '../oracle.ts'

test("SciPy's minima, in as few steps", () => expectLikeSciPy(lbfgs()))

test('a hundred parameters, in few steps', () => {
  const at = Array.from({ length: 100 }, (_, i) => (i % 2 ? 1 : -1.2))
  const d = descent.start(descent.rosenbrock, { at, optimizer: lbfgs() })
  d.run({ until: (s) => s.gradientNorm < 1e-6, maxSteps: 1000 })
  expect(Math.max(...d.parameters.map((v) => Math.abs(v - 1)))).toBeLessThan(1e-5)
})

test('keeps no more pairs than its memory', () => {
  const d = descent.start(descent.rosenbrock, { optimizer: lbfgs({ memory: 3 }) }).step(12)
  expect((d.steps.at(-1)!.state.s as number[][]).length).toBe(3)
})

test('a memory of nothing', () => {
  expect(() => lbfgs({ memory: 0 })).toThrow('Expected `memory` to be a whole number ≥ 1, found 0.')
})
