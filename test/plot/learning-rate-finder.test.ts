import { expect, test } from 'vitest'
import { learningRateFinder, smooth, steepest } from '../../src/plot/learning-rate-finder.ts'
import { Random } from '../../src/random.ts'

const rates = Array.from({ length: 120 }, (_, i) => 1e-3 * 1.06 ** i)
/** High, falling fastest at 0.03, low, and up beyond 0.8. */
const loss = (rate: number) => 20 + 80 / (1 + (rate / 0.03) ** 2) + Math.max(0, rate - 0.8) * 500

test('without noise the fastest fall is found', () => {
  expect(steepest(rates, rates.map(loss))! / 0.03).toBeCloseTo(1, 0)
})

test('the noise of the first batches is not taken for the fall', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = new Random(seed)
    const noisy = smooth(rates.map((rate) => loss(rate) * (1 + 0.12 * random.normal())))
    const found = steepest(rates, noisy)!
    expect(found, `seed ${seed}`).toBeGreaterThan(0.006)
    expect(found, `seed ${seed}`).toBeLessThan(0.15)
  }
})

test('short searches and losses that only rise are answered', () => {
  expect(steepest([1, 2, 3], [3, 2, 1])).toBe(2)
  expect(steepest([1, 2, 3], [1, 2, 3])).toBeUndefined()
})

test('the figure marks the rate', () => {
  const figure = learningRateFinder({ learningRates: rates, losses: rates.map(loss) }, { title: 'Search' })
  expect(figure.data.map((trace) => trace.name)).toContain('falls fastest')
})
