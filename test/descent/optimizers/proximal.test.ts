import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { proximal } from '../../../src/descent/optimizers/proximal.ts'
import { expectClose, oracle } from '../oracle.ts'

const { x, y, lasso } = oracle.regressions

test("scikit-learn's lasso, with the same weight at exactly 0", () => {
  const d = descent.start(descent.lasso({ x, y }, { alpha: 0.2 }), { optimizer: proximal({ lr: 0.3 }) }).step(2000)
  expectClose(d.parameters, lasso, 1e-8)
  expect(d.parameters[2]).toBe(0)
})

test('accelerated, it needs fewer steps', () => {
  const steps = [false, true].map((accelerated) => {
    const d = descent.start(descent.lasso({ x, y }, { alpha: 0.2 }), { optimizer: proximal({ lr: 0.02, accelerated }) })
    return d.run({ until: (s) => Math.abs(s.parameters[0]! - lasso[0]!) < 1e-6, maxSteps: 5000 }).index
  })
  expect(steps[1]!).toBeLessThan(steps[0]!)
})

test('an objective without a proximal operator', () => {
  expect(() => descent.start(descent.booth, { optimizer: proximal() })).toThrow('descent.lasso')
})
