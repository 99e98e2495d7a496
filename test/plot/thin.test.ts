import fc from 'fast-check'
import { expect, test } from 'vitest'
import { largestTriangles, sample } from '../../src/plot/thin.ts'

const series = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 300 })

test('largest triangles keep the ends, ascend, and never repeat a point', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 3, max: 60 }), (y, keep) => {
      const x = y.map((_, i) => i)
      const kept = largestTriangles(x, y, keep)
      expect(kept).toHaveLength(Math.min(keep, y.length))
      expect(kept[0]).toBe(0)
      expect(kept.at(-1)).toBe(y.length - 1)
      for (let i = 1; i < kept.length; i++) expect(kept[i]!).toBeGreaterThan(kept[i - 1]!)
    }),
  )
})

test('a lone peak in a flat line survives, wherever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 5, max: 100 }), (peak, keep) => {
      const y = Array.from({ length: 1000 }, (_, i) => (i === peak ? 100 : 0))
      expect(
        largestTriangles(
          y.map((_, i) => i),
          y,
          keep,
        ),
      ).toContain(peak)
    }),
  )
})

test('the last point but one is in a bucket, also where the width of a bucket is rounded down', () => {
  const y = Array.from({ length: 1000 }, (_, i) => (i === 998 ? 100 : 0))
  expect(largestTriangles([...y.keys()], y, 43)).toContain(998)
})

test('NaN among the values is passed over', () => {
  const y = Array.from({ length: 100 }, (_, i) => (i % 3 ? Number.NaN : i))
  const kept = largestTriangles(
    y.map((_, i) => i),
    y,
    10,
  )
  expect(kept).toHaveLength(10)
  expect(kept.slice(1, -1).every((i) => Number.isFinite(y[i]!))).toBe(true)
})

test('a sample has the asked size, ascends and stays in range', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 500 }), (n, keep) => {
      const kept = sample(n, keep)
      expect(kept).toHaveLength(Math.min(n, keep))
      for (const [i, at] of kept.entries()) {
        expect(at).toBeLessThan(n)
        if (i) expect(at).toBeGreaterThan(kept[i - 1]!)
      }
    }),
  )
})
