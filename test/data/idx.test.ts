import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesToFloats, parseIdx, readIdxFloats } from '../../src/data/idx.ts'

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

test('a file of more than one piece, as numbers; what is no such file is told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-idx-'))
  const path = join(folder, 'images')
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 256)
  const header = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 3, 0, 1, 0x86, 0xa0)
  writeFileSync(path, Buffer.concat([header, bytes]))
  const { shape, values } = readIdxFloats(path, 1 / 255)
  expect(shape).toEqual([3, 100_000])
  expect(Buffer.compare(Buffer.from(values.buffer), Buffer.from(bytesToFloats(bytes).buffer))).toBe(0)
  writeFileSync(path, Buffer.concat([header, bytes.subarray(1)]))
  expect(() => readIdxFloats(path, 1, 'images')).toThrow(
    'Expected images to have 300012 bytes, as its header says, found 300011.',
  )
  expect(() => readIdxFloats(join(folder, 'none'), 1)).toThrow('ENOENT')
  rmSync(folder, { recursive: true })
})
