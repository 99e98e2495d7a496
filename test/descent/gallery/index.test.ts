import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { expectClose, oracle, surfaces } from '../oracle.ts'

test.each(Object.keys(surfaces))("%s: value, gradient and Hessian are PyTorch's", (name) => {
  for (const { at, value, gradient, hessian } of oracle.derivatives[name]!) {
    const objective = surfaces[name]!
    expectClose([objective(at)], [value], 1e-12)
    expectClose(objective.gradient(at), gradient, 1e-11)
    expectClose(objective.hessian!(at).flat(), hessian.flat(), 1e-11)
    expect(descent.checkGradient(objective, at).right).toBe(true)
  }
})

test.each(Object.keys(surfaces))('%s: known minima are minima, and the rest is told', (name) => {
  const { minima, domain, source, formula, start, gradientBy } = surfaces[name]!
  for (const { at, value } of minima) {
    expectClose([surfaces[name]!(at)], [value], 1e-12)
    expectClose(surfaces[name]!.gradient(at), [0, 0], 1e-9)
  }
  expect(minima.length).toBe({ himmelblau: 4, saddle: 0 }[name] ?? 1)
  expect(gradientBy).toBe('formula')
  expect(domain).toHaveLength(2)
  expect(start).toHaveLength(2)
  expect(source && formula).toBeTruthy()
})

test.each(['rosenbrock', 'beale', 'booth', 'himmelblau', 'matyas', 'plateau', 'ravine', 'quadratic'])(
  '%s: Newton and L-BFGS reach a known minimum from the start',
  (name) => {
    for (const optimizer of [descent.newton(), descent.lbfgs()]) {
      const d = descent
        .start(surfaces[name]!, { optimizer })
        .run({ until: (s) => s.gradientNorm < 1e-9, maxSteps: 300 })
      const distances = surfaces[name]!.minima.map(({ at }) => Math.hypot(...at.map((v, i) => v - d.parameters[i]!)))
      expect(Math.min(...distances)).toBeLessThan(1e-6)
    }
  },
)

test('the gradient is written into the array that is given', () => {
  const out = [0, 0]
  for (const objective of Object.values(surfaces)) expect(objective.gradient([0.5, 0.25], out)).toBe(out)
})
