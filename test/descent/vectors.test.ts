import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyInto, dot, minus, norm, solvePositiveDefinite, zeros } from '../../src/descent/vectors.ts'

test('dot, norm, minus, copyInto, zeros', () => {
  expect(dot([1, 2, 3], [4, 5, 6])).toBe(32)
  expect(norm([3, 4])).toBe(5)
  expect(minus([3, 4], [1, 1])).toEqual([2, 3])
  const target = zeros(2)
  expect(copyInto(target, [7, 8])).toBe(target)
  expect(target).toEqual([7, 8])
})

test('solves A p = b for A = MᵀM + I of any size', () => {
  const entry = fc.double({ min: -3, max: 3, noNaN: true })
  const systems = fc.integer({ min: 1, max: 5 }).chain((n) =>
    fc.record({
      m: fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
      b: fc.array(entry, { minLength: n, maxLength: n }),
    }),
  )
  fc.assert(
    fc.property(systems, ({ m, b }) => {
      const a = m.map((_, i) => m.map((_, j) => m.reduce((sum, row) => sum + row[i]! * row[j]!, i === j ? 1 : 0)))
      const p = solvePositiveDefinite(a, b)!
      a.forEach((row, i) => {
        expect(dot(row, p)).toBeCloseTo(b[i]!, 8)
      })
    }),
  )
})

test.each([
  [
    'a saddle',
    [
      [1, 0],
      [0, -1],
    ],
  ],
  [
    'a singular matrix',
    [
      [1, 1],
      [1, 1],
    ],
  ],
  [
    'NaN',
    [
      [Number.NaN, 0],
      [0, 1],
    ],
  ],
])('%s is not positive definite', (_, a) => {
  expect(solvePositiveDefinite(a, [1, 1])).toBeUndefined()
})
