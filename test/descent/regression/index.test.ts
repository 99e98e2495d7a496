import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { expectClose, oracle } from '../oracle.ts'

const { x, y, labels, linear, ridge, logistic } = oracle.regressions

test("scikit-learn's coefficients: linear, ridge and logistic regression, by Newton", () => {
  const cases = [
    [descent.linearRegression({ x, y }), linear],
    [descent.ridge({ x, y }, { alpha: 0.5 }), ridge],
    [descent.logisticRegression({ x, y: labels }), logistic],
  ] as const
  for (const [objective, wanted] of cases) {
    const d = descent.start(objective, { optimizer: descent.newton() })
    expectClose(d.run({ until: (s) => s.gradientNorm < 1e-12, maxSteps: 50 }).parameters, wanted, 1e-8)
    for (const { at, value } of objective.minima) {
      expectClose(at, wanted, 1e-8)
      expectClose([objective(at)], [value], 1e-12)
    }
  }
})

test('gradients and Hessians are right', () => {
  const at = [0.3, -0.8, 0.2, 0.1]
  for (const objective of [
    descent.linearRegression({ x, y }),
    descent.ridge({ x, y }),
    descent.lasso({ x, y }),
    descent.logisticRegression({ x, y: labels }),
  ]) {
    expect(descent.checkGradient(objective, at).message).toMatch(/^The gradient is right/)
    expectClose(
      descent
        .numericHessian((p) => objective.gradient(p).slice())(at)
        .flat(),
      objective.hessian!(at).flat(),
      1e-6,
    )
  }
})
