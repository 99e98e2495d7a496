import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromLevels, toLevels } from '../../src/models/levels.ts'

test('by hand: each output has its own scale', () => {
  const { codes, largest } = toLevels(Float32Array.of(1, 0.5, -0.49, 0.25, 0, 0), 2, 2)
  expect([...largest]).toEqual([1, 0.5])
  expect([...codes]).toEqual([2, 2, -1, 1, 0, 0])
  expect([...fromLevels(codes, largest, 2)]).toEqual([1, 0.5, -0.5, 0.25, 0, 0])
  expect([...toLevels(Float32Array.of(0, 0), 1, 127).codes]).toEqual([0, 0])
})

test('at most half a step away, and rounded once is rounded for good', () => {
  const levels = fc.constantFrom(1, 7, 127, 32767)
  const values = fc.array(fc.float({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 4 }), levels, (list, outputs, n) => {
      const given = Float32Array.from(list)
      const { codes, largest } = toLevels(given, outputs, n)
      const rounded = fromLevels(codes, largest, n)
      rounded.forEach((v, i) => {
        const step = largest[i % outputs]! / n
        // What float32 itself rounds: a part of the value, but no less than half of its smallest number.
        const rounding = Math.max(1e-7 * Math.abs(given[i]!), 2 ** -150)
        expect(Math.abs(v - given[i]!)).toBeLessThanOrEqual(0.5 * step + rounding)
      })
      const again = toLevels(rounded, outputs, n)
      expect([...fromLevels(again.codes, again.largest, n)]).toEqual([...rounded])
    }),
  )
})
