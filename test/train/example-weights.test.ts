import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { exampleWeights } from '../../src/train/example-weights.ts'
import { resolveLoss } from '../../src/train/losses/resolve.ts'

const sparse = resolveLoss('sparse')
const labels = tf.tensor1d([0, 1, 2], 'int32')
const weights = (...args: Parameters<typeof exampleWeights>) => {
  const found = exampleWeights(...args)
  const values = found && [...found.dataSync()]
  found?.dispose()
  return values
}

test('the product of both; classes that are not named count 1', () => {
  expect(weights(labels, sparse, undefined, undefined)).toBeUndefined()
  expect(weights(labels, sparse, { 1: 10 }, undefined)).toEqual([1, 10, 1])
  expect(weights(labels, sparse, [3, 2, 1], [1, 0.5, 0])).toEqual([3, 1, 0])
  expect(weights(labels, sparse, undefined, tf.tensor1d([1, 2, 3]))).toEqual([1, 2, 3])
})

test('the class of a one-hot row, and of a 0-and-1 target', () => {
  const rows = tf.oneHot(labels, 3)
  expect(weights(rows, resolveLoss('categoricalCrossentropy'), { 2: 5 }, undefined)).toEqual([1, 1, 5])
  expect(weights(tf.tensor2d([[0], [1]]), resolveLoss('bce'), { 1: 5 }, undefined)).toEqual([1, 5])
})

test('bad weights leave nothing over', () => {
  const before = tf.memory().numTensors
  expect(() => exampleWeights(labels, sparse, undefined, [1])).toThrow(
    '`sampleWeight` to have 3 numbers, one an example',
  )
  expect(() => exampleWeights(labels, sparse, undefined, [1, -1, 1])).toThrow(
    'Expected weights to be numbers ≥ 0, found -1.',
  )
  expect(() => exampleWeights(labels, sparse, { 1: Number.NaN }, undefined)).toThrow('found NaN')
  expect(tf.memory().numTensors).toBe(before)
})

test('class weights by name, or as a word, are told', () => {
  expect(() => exampleWeights(labels, sparse, 'balanced' as never, undefined)).toThrow(
    "Expected `classWeight` to be a record of weights by class number, found 'balanced'.",
  )
  expect(() => exampleWeights(labels, sparse, { cat: 2 } as never, undefined)).toThrow(
    "Expected `classWeight` to have class numbers, from 0, found 'cat'.",
  )
})
