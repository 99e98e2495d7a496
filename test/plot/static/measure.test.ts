import { expect, test } from 'vitest'
import { around, matrixOf, moved, pathPoints, rectangle } from '../../../src/plot/static/measure.ts'

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

test('a matrix is taken as it is', () => {
  expect(matrixOf('translate(1) matrix(1 2 3 4 5 6)')).toEqual([1, 2, 3, 4, 6, 6])
})

test('boxes: around points, moved, and in the form of the DOM', () => {
  expect(around([])).toBeUndefined()
  const box = around([
    [1, 5],
    [3, 2],
  ])!
  expect(moved(box, 'translate(10, 20)')).toEqual({ left: 11, top: 22, right: 13, bottom: 25 })
  expect(rectangle(box)).toMatchObject({ x: 1, y: 2, width: 2, height: 3 })
})
