import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import * as metrics from '../../../src/train/metrics/index.ts'
import { pair, toLabels, toMatrix } from '../../../src/train/metrics/values.ts'

test('tensors, one-hot rows, bad input', () => {
  const before = tf.memory().numTensors
  const y = tf.tensor2d([
    [1, 0],
    [0, 1],
  ])
  expect(
    metrics.accuracy(y, [
      [0.9, 0.1],
      [0.8, 0.2],
    ]),
  ).toBe(0.5)
  y.dispose()
  expect(() => metrics.accuracy(y, [0, 1])).toThrow('disposed')
  expect(() => metrics.accuracy([1], [1, 0])).toThrow('as many predictions as targets')
  expect(() => metrics.accuracy([], [])).toThrow('at least one example')
  expect(tf.memory().numTensors).toBe(before)
})

test('lists are one column, tables and tensors have several', () => {
  expect(toMatrix([1, 2, 3], 'y')).toMatchObject({ rows: 3, columns: 1 })
  expect(toMatrix(Float32Array.of(1, 2), 'y')).toMatchObject({ rows: 2, columns: 1 })
  expect(
    toMatrix(
      [
        [1, 2],
        [3, 4],
      ],
      'y',
    ),
  ).toEqual({ rows: 2, columns: 2, values: [1, 2, 3, 4] })
  const images = tf.zeros([2, 3, 4])
  expect(toMatrix(images, 'y')).toMatchObject({ rows: 2, columns: 12 })
  images.dispose()
  expect(() => toMatrix(3 as never, 'yTrue')).toThrow('Expected `yTrue` to be a tensor or an array, found 3.')
  expect(() => pair([1], [1, 2])).toThrow('found 2 and 1')
})

test('labels: the largest of a row, the first where several are; whole numbers as they are; one probability by ½', () => {
  const labels = (values: Parameters<typeof toMatrix>[0]) => [...toLabels(toMatrix(values, 'y'))]
  expect(
    labels([
      [0.1, 0.7, 0.2],
      [0.4, 0.4, 0.2],
    ]),
  ).toEqual([1, 0])
  expect(labels([3, 0, 2])).toEqual([3, 0, 2])
  expect(labels([0.4, 0.6, 1])).toEqual([0, 1, 1])
})
