import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeMappings,
  encodeMappings,
  lineAndColumn,
  lineStarts,
  type Segment,
} from '../../../kernel/language/source-map.ts'

const segments = fc
  .array(fc.tuple(fc.nat(30), fc.nat(500), fc.nat(1e5), fc.nat(1e5)), { maxLength: 40 })
  .map((list) => list.sort((a, b) => a[0] - b[0] || a[1] - b[1]) as Segment[])

test('what is written is read again', () => {
  fc.assert(fc.property(segments, (list) => void expect(decodeMappings(encodeMappings(list))).toEqual(list)))
})

test('others read it the same', () => {
  fc.assert(
    fc.property(segments, (list) => {
      const map = { version: 3 as const, sources: ['a'], names: [], mappings: encodeMappings(list) }
      const read = decodedMappings(new TraceMap(map)).flatMap((line, index) =>
        line.map(([column, , sourceLine, sourceColumn]) => [index, column, sourceLine, sourceColumn]),
      )
      expect(read).toEqual(list)
    }),
  )
})

test('segments with names and without sources', () => {
  expect(decodeMappings('AAAAA,C;EACA')).toEqual([
    [0, 0, 0, 0],
    [1, 2, 1, 0],
  ])
})

test('lines and columns of offsets', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', 'é') }), fc.nat(50), (text, offset) => {
      const at = Math.min(offset, text.length)
      const before = text.slice(0, at).split('\n')
      expect(lineAndColumn(lineStarts(text), at)).toEqual([before.length - 1, before.at(-1)?.length])
    }),
  )
})
