import { expect, test } from 'vitest'
import { flatNumbers, namedColumns } from '../../src/plot/named.ts'
import { tf } from '../../src/tf.ts'

test('one column, or several by name', () => {
  expect(namedColumns([1, 2], 'x')).toEqual([{ name: '', values: [1, 2] }])
  expect(namedColumns({ a: [1], b: [2] }, 'x').map(({ name }) => name)).toEqual(['a', 'b'])
  expect(() => namedColumns('abc', 'the values')).toThrow('the values: a column of numbers')
})

test('nested arrays and tensors are flat', () => {
  const t = tf.tensor2d([
    [1, 2],
    [3, 4],
  ])
  expect(Array.from(flatNumbers(t, 'x'))).toEqual([1, 2, 3, 4])
  expect(Array.from(flatNumbers([[1, 2], [3]], 'x'))).toEqual([1, 2, 3])
  t.dispose()
})
