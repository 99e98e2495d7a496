import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countBins, histogram } from '../../src/plot/histogram.ts'

test('every finite value falls into one bin', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 20 }),
      (values, bins) => {
        const { edges, counts } = countBins([values], bins)
        expect(edges).toHaveLength(bins + 1)
        expect(counts[0]!.reduce((a, b) => a + b)).toBe(values.length)
      },
    ),
  )
})

test('values closer together than bins can be are one value', () => {
  expect(countBins([[0, 5e-324]], 2).counts).toEqual([[0, 2]])
  expect(countBins([[1e6, 1e6 + 1e-10]], 4).counts[0]!.reduce((a, b) => a + b)).toBe(2)
})

test('says mean and deviation, and what was left out', () => {
  expect(histogram([1, 2, 3, Number.NaN]).description).toBe(
    'Histogram: 3 values, mean 2, standard deviation 0.8165; 1 NaN or infinite, left out',
  )
  expect(histogram([]).description).toBe('Histogram: 0 values')
})

test('shares sum to one; bins are a whole number', () => {
  const { y } = histogram({ a: [1, 2, 3, 4] }, { share: true, bins: 2 }).data[0]!
  expect(y).toEqual([0.5, 0.5])
  expect(() => histogram([1], { bins: 0 })).toThrow('`bins` to be a whole number from 1 to 2000')
})
