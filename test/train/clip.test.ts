import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { type Clipping, clipGradients, globalNorm, readClipping } from '../../src/train/clip.ts'

const clip = (gradients: number[][], clipping: Clipping) =>
  tf.tidy(() =>
    clipGradients(
      gradients.map((g) => tf.tensor1d(g)),
      clipping,
    ).map((g) => [...g.dataSync()]),
  )

test('clipNorm scales all by one factor, clipEachNorm each by its own, clipValue every number', () => {
  // The norm of all is 13: factor 1.3 / 13.
  const found = clip([[3, 4], [12]], { clipNorm: 1.3 }).flat()
  ;[0.3, 0.4, 1.2].forEach((v, i) => {
    expect(found[i]).toBeCloseTo(v, 6)
  })
  const each = clip([[3, 4], [0.5]], { clipEachNorm: 1 })
  expect(each[0]![0]).toBeCloseTo(0.6, 6)
  expect(each[1]).toEqual([0.5])
  expect(clip([[3, -4], [0.5]], { clipValue: 1 })).toEqual([[1, -1], [0.5]])
})

test('after clipping the norm is at most the limit and the direction the same; below it nothing changes', () => {
  const number = fc.integer({ min: -400, max: 400 }).map((v) => v / 4)
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      const [[x, y], [z]] = clip([[a, b], [c]], { clipNorm: 10 }) as [[number, number], [number]]
      expect(Math.hypot(x, y, z)).toBeLessThanOrEqual(10.0001)
      expect(Math.abs(x * b - y * a)).toBeLessThan(1e-2)
      if (Math.hypot(a, b, c) < 9.9) expect([x, y, z]).toEqual([a, b, c].map(Math.fround))
    }),
    { numRuns: 25 },
  )
})

test('several limits apply one after the other; none leaves the gradients as they are', () => {
  expect(clip([[30, 0.1]], { clipValue: 3, clipNorm: 1.5 })[0]![0]).toBeCloseTo(1.5, 2)
  tf.tidy(() => {
    const gradients = [tf.tensor1d([1])]
    expect(clipGradients(gradients, {})).toBe(gradients)
    expect(clipGradients([], { clipNorm: 1 })).toEqual([])
    expect(globalNorm([tf.tensor1d([3]), tf.tensor2d([[4]])]).dataSync()[0]).toBe(5)
  })
})

test('clipGlobalNorm is another name of clipNorm; limits must be numbers > 0', () => {
  expect(readClipping({ clipGlobalNorm: 2 }).clipNorm).toBe(2)
  expect(readClipping({})).toEqual({ clipValue: undefined, clipEachNorm: undefined, clipNorm: undefined })
  expect(() => readClipping({ clipValue: 0 })).toThrow('Expected `clipValue` to be a number > 0, found 0.')
  expect(() => readClipping({ clipGlobalNorm: Number.NaN })).toThrow('`clipGlobalNorm` to be a number > 0')
  expect(() => readClipping({ clipEachNorm: '1' as never })).toThrow("found '1'")
})
