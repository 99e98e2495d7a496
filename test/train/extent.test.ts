import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { extent } from '../../src/train/extent.ts'

test('least, greatest, and whether there are fractions, of any shape and type', () => {
  const before = tf.memory().numTensors
  const [whole, parts] = [tf.tensor2d([[3, -2], [0, 7]], [2, 2], 'int32'), tf.tensor1d([1, 2.5])] // biome-ignore format: short
  expect(extent(whole)).toEqual({ low: -2, high: 7, fraction: false })
  expect(extent(parts)).toEqual({ low: 1, high: 2.5, fraction: true })
  tf.dispose([whole, parts])
  expect(tf.memory().numTensors).toBe(before)
})
