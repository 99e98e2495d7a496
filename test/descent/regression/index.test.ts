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

test('the mean over all samples is the mean of the batches', () => {
  const objective = descent.linearRegression({ x, y })
  const at = [1, 2, 3, 4]
  const halves = [0, 1].map((h) => Array.from({ length: 20 }, (_, i) => 2 * i + h))
  const { f, gradient } = objective.samples!
  expectClose([(f(at, halves[0]!) + f(at, halves[1]!)) / 2], [objective(at)], 1e-13)
  const [a, b] = halves.map((rows) => gradient(at, rows, []).slice())
  expectClose(
    a!.map((v, i) => (v + b![i]!) / 2),
    objective.gradient(at),
    1e-12,
  )
})

test('a Dataset of tensors is read as it is', () => {
  const tensor = (values: number[], shape: number[]) => ({ shape, dataSync: () => Float32Array.from(values) })
  const objective = descent.linearRegression({ x: tensor([1, 2, 3, 4], [4, 1]), y: tensor([3, 5, 7, 9], [4, 1]) })
  expectClose(objective.minima[0]!.at, [2, 1], 1e-10)
  expect(objective.parameterNames).toEqual(['slope', 'intercept'])
  expect(objective.domain).toHaveLength(2)
})

test("the article's ŷ = θx: θ = 2; without its 1/n the gradient is n times too large", () => {
  const right = descent.singleTheta()
  const article = descent.singleTheta(undefined, { forgetMean: true })
  expect(right.minima[0]!.at).toEqual([2])
  expectClose(article.gradient([0]).slice(), [3 * right.gradient([0])[0]!])
  expect(descent.checkGradient(right, [0]).right).toBe(true)
  expect(descent.checkGradient(article, [0]).message).toContain('All components are 3 times what they should be')
  const d = descent.start(right, { optimizer: descent.batch({ lr: 0.05 }) }).step(100)
  expectClose(d.parameters, [2], 1e-8)
})

test('bad sets', () => {
  const linearRegression = descent.linearRegression as (set: unknown) => unknown
  expect(() => linearRegression([1, 2])).toThrow('Expected a dataset { x, y }')
  expect(() => linearRegression({ x: [1, 2], y: [1] })).toThrow('as many targets as inputs (2), found 1')
  expect(() => linearRegression({ x: [[1, 2], [3]], y: [1, 2] })).toThrow('every row of `x` to have 2 numbers')
  expect(() => linearRegression({ x: [1, Number.NaN], y: [1, 2] })).toThrow(
    '`x` to hold finite numbers, found NaN. It is in row 1.',
  )
  expect(() =>
    linearRegression({
      x: [1, 2],
      y: [
        [1, 0],
        [0, 1],
      ],
    }),
  ).toThrow('`y` to have one number a row')
  expect(() => descent.logisticRegression({ x: [1, 2], y: [1, 2] })).toThrow(
    'targets of 0 and 1 for logistic regression, found 2',
  )
  expect(() => descent.ridge({ x: [1], y: [1] }, { alpha: -1 })).toThrow('`alpha` to be a number ≥ 0')
  expect(() => descent.singleTheta({ x: [[1, 2]], y: [1] })).toThrow('one input a row')
})
