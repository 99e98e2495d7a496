import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { conjugateGradient } from '../../../src/descent/optimizers/conjugate-gradient.ts'
import { expectLikeSciPy } from '../oracle.ts'

test("SciPy's minima, in as few steps", () => expectLikeSciPy(conjugateGradient()))

test('Fletcher–Reeves finds them too', () => {
  const optimizer = conjugateGradient({ beta: 'fletcherReeves' })
  const d = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer })
  d.run({ until: (s) => s.gradientNorm < 1e-8, maxSteps: 500 })
  expect(d.loss).toBeLessThan(1e-15)
})

test('n steps for a quadratic of n parameters, but for rounding and the line search', () => {
  const objective = descent.quadratic({ condition: 100, dimension: 5 })
  const d = descent.start(objective, { at: [1, 1, 1, 1, 1], optimizer: conjugateGradient() })
  d.run({ until: (s) => s.gradientNorm < 1e-6, maxSteps: 100 })
  expect(d.index).toBeLessThanOrEqual(15)
})

test('an unknown formula for β', () => {
  expect(() => conjugateGradient({ beta: 'hestenesStiefel' as never })).toThrow("'polakRibiere' or 'fletcherReeves'")
})
