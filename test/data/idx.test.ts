import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesToFloats, parseIdx } from '../../src/data/idx.ts'

test('header and bytes', () => {
  const file = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6)
  const { shape, values } = parseIdx(file)
  expect(shape).toEqual([2, 3])
  expect([...values]).toEqual([1, 2, 3, 4, 5, 6])
})

test('what is no such file is told', () => {
  expect(() => parseIdx(Uint8Array.of(1, 2, 3, 4), 'x')).toThrow(
    /Expected x to begin with 00 00 08 .* found 01 02 03 04/,
  )
  expect(() => parseIdx(new Uint8Array(0))).toThrow(/found nothing/)
  expect(() => parseIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 9, 1))).toThrow(/to have 17 bytes, .* found 9/)
})

test('every byte becomes its number, wherever the bytes lie', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(3), (bytes, offset) => {
      const shifted = new Uint8Array(bytes.length + offset)
      shifted.set(bytes, offset)
      expect([...bytesToFloats(shifted.subarray(offset))]).toEqual([...bytes].map((b) => Math.fround(b / 255)))
      expect([...bytesToFloats(shifted.subarray(offset), 1)]).toEqual([...bytes])
    }),
  )
})
