import { expect, test } from 'vitest'
import { fromArrays } from '../../src/data/csv.ts'
import { describeDataset, short } from '../../src/data/summary.ts'
import { blobs } from '../../src/data/synthetic.ts'
import { tf } from '../../src/tf.ts'

test('ranges, missing values, one-hot classes; names are escaped', () => {
  const before = tf.memory().numTensors
  const holes = fromArrays([[1, Number.NaN], [3, 0.12345678]], [-1, 1], { featureNames: ['<a>', 'b'] }) // biome-ignore format: short
  const shown = describeDataset(holes)
  expect(shown['text/plain']).toContain('x  [2, 2]  float32  0.1235 … 3, 1 NaN')
  const empty = fromArrays([[Number.NaN], [Number.NaN]], [-1, 1])
  expect(describeDataset(empty)['text/plain']).toContain('x  [2, 1]  float32  2 NaN')
  empty.dispose()
  expect(shown['text/html']).toContain('&lt;a&gt;')
  expect(shown['text/html']).toContain('<td>0.1235</td>')
  expect(shown['text/plain']).not.toContain('classes')
  const classes = blobs({ count: 9, oneHot: true, seed: 1 })
  expect(describeDataset(classes)['text/plain']).toContain('classes  0: 3, 1: 3, 2: 3')
  holes.dispose()
  classes.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('numbers in few characters', () => {
  expect([1234567, 1 / 3, -2, 12.34567].map(short)).toEqual(['1234567', '0.3333', '-2', '12.35'])
})
