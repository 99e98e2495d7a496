import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BatchOrder, epochOrder } from '../../src/descent/batch-order.ts'

const sizes = fc.record({
  size: fc.integer({ min: 1, max: 40 }),
  batchSize: fc.integer({ min: 1, max: 50 }),
  seed: fc.nat(),
})

test('every epoch takes every row once, in batches of which only the last is smaller', () => {
  fc.assert(
    fc.property(sizes, ({ size, batchSize, seed }) => {
      const order = new BatchOrder(size, batchSize, seed)
      for (let epoch = 0; epoch < 3; epoch++) {
        const batches: Int32Array[] = []
        for (let taken = 0; taken < size; taken += batches.at(-1)!.length) batches.push(order.take())
        expect(order.epoch).toBe(epoch)
        expect(batches.slice(0, -1).every((b) => b.length === Math.min(batchSize, size))).toBe(true)
        expect(batches.flatMap((b) => [...b])).toEqual([...epochOrder(size, seed, epoch)])
        expect(batches.flatMap((b) => [...b]).sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i))
      }
    }),
  )
})

test('put back to a state, and copied, it goes on with the same batches', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 20 }), ({ size, batchSize, seed }, before) => {
      const order = new BatchOrder(size, batchSize, seed)
      for (let i = 0; i < before; i++) order.take()
      const { state } = order
      const copy = order.copy()
      const next = Array.from({ length: 7 }, () => [...order.take()])
      expect(Array.from({ length: 7 }, () => [...copy.take()])).toEqual(next)
      order.state = state
      expect(Array.from({ length: 7 }, () => [...order.take()])).toEqual(next)
    }),
  )
})

test('epochs differ, and so do seeds; a batch that was taken stays as it is', () => {
  expect(epochOrder(50, 1, 0)).not.toEqual(epochOrder(50, 1, 1))
  expect(epochOrder(50, 1, 0)).not.toEqual(epochOrder(50, 2, 0))
  const order = new BatchOrder(10, 5, 1)
  const first = order.take()
  const kept = [...first]
  for (let i = 0; i < 9; i++) order.take()
  expect([...first]).toEqual(kept)
})

test.each([0, -1, 1.5, Number.NaN])('a batch size of %s is refused', (batchSize) => {
  expect(() => new BatchOrder(10, batchSize, 1)).toThrow('Expected `batchSize` to be a whole number ≥ 1')
})
