import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowsOfBatch } from '../../src/train/runner.ts'

test('the batches of an epoch have all its rows; only the last may be smaller', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 600 }), (rows, batchSize) => {
      const batches = Array.from({ length: Math.ceil(rows / batchSize) }, (_, i) => rowsOfBatch(rows, batchSize, i))
      expect(batches.reduce((a, b) => a + b, 0)).toBe(rows)
      expect(batches.slice(0, -1).every((size) => size === batchSize)).toBe(true)
      expect(batches.at(-1)).toBeGreaterThan(0)
    }),
  )
})
