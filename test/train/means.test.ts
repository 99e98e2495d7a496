import { expect, test } from 'vitest'
import { Means } from '../../src/train/means.ts'

test('a batch counts as much as it has examples', () => {
  const means = new Means(['loss', 'accuracy'])
  means.add([1, 0.5], 3)
  means.add(Float32Array.of(5, 1), 1)
  expect(means.rows).toBe(4)
  expect(means.values).toEqual({ loss: 2, accuracy: 0.625 })
})
