import { expect, test } from 'vitest'
import { box, fiveNumbers, quantile } from '../../src/plot/box.ts'

test('quantiles by linear interpolation, as NumPy has them', () => {
  expect([0, 0.25, 0.5, 1].map((q) => quantile([1, 2, 3, 4], q))).toEqual([1, 1.75, 2.5, 4])
})

test('five numbers, and what lies outside the whiskers', () => {
  const five = fiveNumbers([1, 2, 3, 4, 5, 100, Number.NaN])
  expect(five).toMatchObject({ median: 3.5, low: 1, high: 5, outside: [100], count: 6 })
})

test('a box of many values holds five numbers, not all of them', () => {
  const many = Float64Array.from({ length: 10_000 }, (_, i) => i)
  const [trace] = box({ many }).data
  expect(trace!.median).toEqual([4999.5])
  expect(trace!.y).toEqual([[]])
  expect(box([3, 1, 2]).description).toBe('Box plot: 3 values, median 2, quartiles 1.5 and 2.5')
})
