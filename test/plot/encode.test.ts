import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compact, encodeNumbers, round } from '../../src/plot/encode.ts'
import { decode } from '../../src/plot/static/scene.ts'

test('numbers keep six significant digits', () => {
  expect(round(0.123456789)).toBe(0.123457)
  expect(round(123456789)).toBe(123456789)
})

test('a column comes back to six significant digits of its range', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e8, max: 1e8, noNaN: true }), { minLength: 25, maxLength: 200 }),
      (values) => {
        const back = decode(encodeNumbers(values)) as number[]
        for (const [i, value] of values.entries())
          expect(Math.abs(back[i]! - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value) + 1e-30)
      },
    ),
  )
})

test('the smallest type is taken: bytes for pixels, doubles for dates', () => {
  const column = (f: (i: number) => number) => Array.from({ length: 30 }, (_, i) => f(i))
  expect(encodeNumbers(column((i) => i)).dtype).toBe('u1')
  expect(encodeNumbers(column((i) => -i)).dtype).toBe('i1')
  expect(encodeNumbers(column((i) => 1000 * i)).dtype).toBe('u2')
  expect(encodeNumbers(column((i) => i / 7)).dtype).toBe('f4')
  expect(encodeNumbers(column((i) => 1.7e12 + i + 0.5)).dtype).toBe('f8')
})

test('NaN and infinities are gaps, in short and in long columns', () => {
  expect(compact([1, Number.NaN, Number.POSITIVE_INFINITY])).toEqual([1, null, null])
  const long = Array.from({ length: 40 }, (_, i) => (i === 3 ? Number.POSITIVE_INFINITY : i))
  expect((decode(compact(long)) as number[])[3]).toBeNaN()
})

test('a matrix is one column with a shape', () => {
  const rows = Array.from({ length: 6 }, (_, i) => Float32Array.from({ length: 5 }, (_, j) => i + j))
  expect(compact(rows)).toMatchObject({ dtype: 'u1', shape: '6, 5' })
  expect(decode(compact(rows))).toEqual(rows.map((row) => Array.from(row)))
})

test('dates, words and nested options stay; functions and undefined go', () => {
  expect(compact({ a: new Date(0), b: 'x', c: undefined, d: () => 1, e: { f: 0.1234567 } })).toEqual({
    a: '1970-01-01T00:00:00.000Z',
    b: 'x',
    e: { f: 0.123457 },
  })
})
