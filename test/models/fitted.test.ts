import { expect, test } from 'vitest'
import { columnMeans, gram, toMatrix } from '../../src/models/fitted.ts'
import { tf } from '../../src/tf.ts'

test('lists, rows and tensors as float64 matrices', () => {
  expect(toMatrix([1, 2, 3], 'x')).toMatchObject({ rows: 3, columns: 1 })
  const m = toMatrix([[1, 2], [3, 5]], 'x') // biome-ignore format: short
  expect([...columnMeans(m)]).toEqual([2, 3.5])
  expect([...gram(m, columnMeans(m))]).toEqual([2, 3, 3, 4.5])
  const t = tf.tensor2d([[1, 2]])
  expect([...toMatrix(t, 'x').values]).toEqual([1, 2])
  t.dispose()
  expect(() => toMatrix(t, 'x')).toThrow(/`x` is a disposed tensor/)
})

test('what is no matrix is told', () => {
  expect(() => toMatrix([[1, 2], [3]] as never, 'x')).toThrow(/rows of `x` to be equally long \(2\), found \[3\]/) // biome-ignore format: short
  expect(() => toMatrix([], 'x')).toThrow(/at least one row/)
  expect(() => toMatrix(3 as never, 'x')).toThrow(/rows of numbers, found 3/)
  expect(() => toMatrix([1, Number.POSITIVE_INFINITY], 'y')).toThrow(/the first \(Infinity\) in row 1/)
})
