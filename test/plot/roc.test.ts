import { expect, test } from 'vitest'
import { roc, rocCurve } from '../../src/plot/roc.ts'

test('the curve and the area of a textbook example, and of a perfect and a useless score', () => {
  // scikit-learn's own example: roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) is 0.75
  expect(rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).area).toBeCloseTo(0.75, 12)
  expect(rocCurve([0, 1], [0.1, 0.9]).area).toBe(1)
  expect(rocCurve([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]).area).toBe(0.5)
})

test('several models beside guessing', () => {
  const { data } = roc([0, 1, 1], { a: [0.1, 0.9, 0.8], b: [0.5, 0.4, 0.6] })
  expect(data.map(({ name }) => name)).toEqual(['a (area 1.000)', 'b (area 0.500)', 'guessing'])
})
