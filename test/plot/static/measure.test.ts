import { expect, test } from 'vitest'
import { matrixOf, pathPoints } from '../../../src/plot/static/measure.ts'

test('the points of a path', () => {
  expect(pathPoints('M1,2L3,4H5V6Z')).toEqual(
    expect.arrayContaining([
      [1, 2],
      [3, 4],
      [5, 4],
      [5, 6],
    ]),
  )
})

test('a transform is read, none is the identity', () => {
  expect(matrixOf(null)).toEqual([1, 0, 0, 1, 0, 0])
  expect(matrixOf('translate(3,4)')).toEqual([1, 0, 0, 1, 3, 4])
})
