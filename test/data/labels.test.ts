import fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelEncode, labelsOf, oneHot } from '../../src/data/labels.ts'
import { tf } from '../../src/tf.ts'

test('one-hot and back, whatever the labels', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1 }), (labels) => {
      tf.tidy(() => {
        const y = oneHot(labels, 21)
        expect([...labelsOf(y)]).toEqual(labels)
        expect([...y.sum(1).dataSync()].every((v) => v === 1)).toBe(true)
      })
    }),
    { numRuns: 30 },
  )
  const y = oneHot([0, 2, 1])
  expect(y.arraySync()).toEqual([[1, 0, 0], [0, 0, 1], [0, 1, 0]]) // biome-ignore format: short
  y.dispose()
})

test('names become sorted labels and come back', () => {
  const { labels, classNames, encode, decode } = labelEncode(['dog', 'cat', 'dog', 'ant'])
  expect([...labels]).toEqual([2, 1, 2, 0])
  expect(classNames).toEqual(['ant', 'cat', 'dog'])
  expect(decode(encode('cat'))).toBe('cat')
  expect([...labelEncode([10, 9, 10]).labels]).toEqual([1, 0, 1])
  expect(() => encode('cow')).toThrow(/one of the classes ant, cat, dog, found 'cow'/)
  expect(() => decode(3)).toThrow(/a label from 0 to 2, found 3/)
  expect(() => labelEncode(['a', null as never])).toThrow(/found none in row 1/)
})

test('labels out of range are told with their row, and nothing leaks', () => {
  const before = tf.memory().numTensors
  expect(() => oneHot([0, 10, 2], 10)).toThrow(/whole numbers from 0 to 9, found 10 in row 1. Say `classes: 11`/)
  expect(() => oneHot([0, -1])).toThrow(/found -1 in row 1/)
  expect(() => oneHot([0, 0.5])).toThrow(/found 0.5 in row 1/)
  expect(() => oneHot([])).toThrow(/`number of labels` to be a whole number ≥ 1, found 0/)
  expect(tf.memory().numTensors).toBe(before)
})
