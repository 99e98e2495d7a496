import { expect, test } from 'vitest'
import { lasso } from '../../src/models/lasso.ts'
import oracle from '../oracle/linear-models.json' with { type: 'json' }

test.each(Object.entries(oracle.lasso))(
  "α = %s finds scikit-learn's coefficients, the zeros exactly",
  (alpha, wanted) => {
    const model = lasso({ alpha: Number(alpha) }).fit(oracle.x, oracle.y)
    expect(model.converged).toBe(true)
    wanted.coefficients[0]!.forEach((w, j) => {
      expect(Math.abs(model.coefficients[j]! - w)).toBeLessThan(1e-8)
      if (w === 0) expect(model.coefficients[j]).toBe(0)
    })
    expect(Math.abs(model.intercept - wanted.intercept[0]!)).toBeLessThan(1e-8)
    expect(model.score(oracle.x, oracle.y)).toBeCloseTo(wanted.score, 10)
  },
)

test('a penalty large enough leaves nothing but the mean', () => {
  const model = lasso({ alpha: 1e6 }).fit(oracle.x, oracle.y)
  expect([...model.coefficients]).toEqual([0, 0, 0, 0])
  expect(model.intercept).toBeCloseTo(oracle.y.reduce((a, b) => a + b, 0) / oracle.y.length, 12)
})

test('bad options are told', () => {
  expect(() => lasso({ alpha: -1 })).toThrow(/`alpha` to be a number ≥ 0, found -1/)
  expect(() => lasso({ maxRound: 1 } as never)).toThrow(/Did you mean `maxRounds`/)
})
