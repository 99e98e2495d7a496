import { expect, test } from 'vitest'
import { line } from '../../src/data/line.ts'
import { displaySymbol } from '../../src/display.ts'
import { linearRegression, ridge } from '../../src/models/ridge.ts'
import { tf } from '../../src/tf.ts'
import oracle from '../oracle/linear-models.json' with { type: 'json' }

interface Wanted {
  coefficients: number[][]
  intercept: number[]
  score: number
}
const same = (model: ReturnType<typeof linearRegression>, wanted: Wanted, tolerance: number) => {
  model.fit(oracle.x, oracle.y)
  wanted.coefficients[0]!.forEach((w, j) => {
    expect(Math.abs(model.coefficients[j]! - w)).toBeLessThan(tolerance)
  })
  expect(Math.abs(model.intercept - wanted.intercept[0]!)).toBeLessThan(tolerance)
  expect(Math.abs(model.score(oracle.x, oracle.y) - wanted.score)).toBeLessThan(tolerance)
}

test("linear regression finds scikit-learn's coefficients", () => {
  same(linearRegression(), oracle.linear, 1e-10)
  same(linearRegression({ fitIntercept: false }), oracle.linearNoIntercept, 1e-10)
})

test.each(Object.entries(oracle.ridge))("ridge with α = %s finds scikit-learn's coefficients", (alpha, wanted) => {
  same(ridge({ alpha: Number(alpha) }), wanted, 1e-10)
})

test('ridge without an intercept', () => same(ridge({ fitIntercept: false }), oracle.ridgeNoIntercept, 1e-10))

test('takes datasets, predicts tensors, shows itself, leaks nothing', () => {
  const before = tf.memory().numTensors
  const set = line({ count: 20, slope: 3, intercept: -1, noise: 0, seed: 1 })
  const model = ridge({ alpha: 0 }).fit(set)
  expect(model.coefficients[0]).toBeCloseTo(3, 5)
  expect(model.score(set)).toBeCloseTo(1, 8)
  const predicted = model.predict([[0], [2]])
  expect(predicted.shape).toEqual([2, 1])
  expect(predicted.dataSync()[1]).toBeCloseTo(5, 4)
  expect(String(model)).toBe('Ridge regression (α = 0): y = − 1 + 3·x'.replace('= − 1', '= -1'))
  expect(model[displaySymbol]()['text/html']).toContain('<td>intercept</td><td>-1</td>')
  predicted.dispose()
  set.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('what cannot be solved or used is told', () => {
  expect(() => linearRegression().fit([[1, 2], [2, 4], [3, 6]], [1, 2, 3])).toThrow(/linearly dependent.*`models.ridge`/) // biome-ignore format: short
  expect(() => linearRegression().fit([[1, 2]], [1])).toThrow(/2 coefficients and only 1 examples/)
  expect(() => ridge().fit([[1], [Number.NaN]], [1, 2])).toThrow(/found 1 that are not, the first \(NaN\) in row 1/)
  expect(() => ridge().fit([[1], [2]], [1])).toThrow(/found 2 inputs and 1 targets/)
  expect(() => ridge().fit([[1], [2]])).toThrow(/`y`, one target an example, found undefined/)
  expect(() => ridge().predict([[1]])).toThrow(/has not been fitted/)
  expect(() =>
    ridge()
      .fit([[1], [2]], [1, 2])
      .predict([[1, 2]]),
  ).toThrow(/fitted on 1 feature\(s\), and these rows have 2/)
  expect(() => ridge({ alpha: -1 })).toThrow(/`alpha` to be a number ≥ 0, found -1/)
  expect(() => ridge({ alfa: 1 } as never)).toThrow(/Did you mean `alpha`/)
})
