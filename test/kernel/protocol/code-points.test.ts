import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toCodePoints, toUtf16 } from '../../../kernel/protocol/code-points.ts'

test('an emoji is one code point and two UTF-16 units', () => {
  expect(toUtf16('a😀b', 2)).toBe(3)
  expect(toCodePoints('a😀b', 3)).toBe(2)
  expect(toUtf16('𝒙.', 1)).toBe(2)
})

test('there and back, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, position) => {
      const offset = toUtf16(text, position)
      expect(toCodePoints(text, offset)).toBe(Math.min(position, [...text].length))
      expect([...text.slice(0, offset)].length).toBe(Math.min(position, [...text].length))
    }),
  )
})

test('beyond the end is the end; before the start is the start', () => {
  expect(toUtf16('ab', 9)).toBe(2)
  expect(toUtf16('ab', -1)).toBe(0)
  expect(toCodePoints('ab', 9)).toBe(2)
})
