import { expect, test } from 'vitest'
import { blobs } from '../../src/data/synthetic.ts'
import { logisticRegression } from '../../src/models/logistic-regression.ts'
import { tf } from '../../src/tf.ts'
import oracle from '../oracle/linear-models.json' with { type: 'json' }

const cases = [
  ...Object.entries(oracle.logistic).map(([C, wanted]) => ({ C, wanted, labels: oracle.labels2, kind: 'two' })),
  ...Object.entries(oracle.multinomial).map(([C, wanted]) => ({ C, wanted, labels: oracle.labels3, kind: 'three' })),
]

test.each(cases)("$kind classes, C = $C: scikit-learn's coefficients", ({ C, wanted, labels }) => {
  const model = logisticRegression({ C: Number(C) }).fit(oracle.x, labels)
  expect(model.coefficients).toHaveLength(wanted.coefficients.length)
  wanted.coefficients.forEach((row, a) => {
    row.forEach((w, j) => {
      expect(Math.abs(model.coefficients[a]![j]! - w)).toBeLessThan(1e-6)
    })
    expect(Math.abs(model.intercepts[a]! - wanted.intercept[a]!)).toBeLessThan(1e-6)
  })
  expect(model.score(oracle.x, labels)).toBeCloseTo(wanted.score, 12)
})

test('datasets in, probabilities out, nothing left', () => {
  const before = tf.memory().numTensors
  const set = blobs({ count: 90, centers: [[0, 0], [6, 0], [0, 6]], seed: 1, oneHot: true }) // biome-ignore format: short
  const model = logisticRegression().fit(set)
  expect(model.score(set)).toBeGreaterThan(0.95)
  const p = model.predictProbabilities(set)
  expect(p.shape).toEqual([90, 3])
  expect(tf.tidy(() => p.sum(1).sub(1).abs().max().dataSync()[0])).toBeLessThan(1e-6)
  p.dispose()
  set.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('bad labels are told', () => {
  expect(() => logisticRegression().fit([[1], [2]], [0, 0])).toThrow(/at least two classes/)
  expect(() => logisticRegression().fit([[1], [2]], [0, 0.5])).toThrow(/whole numbers ≥ 0, found 0.5 in row 1/)
  expect(() => logisticRegression().predict([[1]])).toThrow(/has not been fitted/)
  expect(() => logisticRegression({ C: 0 })).toThrow(/`C` to be a number > 0/)
})
