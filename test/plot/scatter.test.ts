import { expect, test } from 'vitest'
import { classMarker, groups, scatter, symbols } from '../../src/plot/scatter.ts'

test('points from two columns or from pairs', () => {
  expect(scatter([1, 2], [3, 4]).data[0]).toMatchObject({ x: [1, 2], y: [3, 4] })
  expect(
    scatter([
      [1, 3],
      [2, 4],
    ]).data[0],
  ).toMatchObject({ x: [1, 2], y: [3, 4] })
})

test('classes differ in colour and in shape', () => {
  const { data } = scatter([1, 2, 3], [1, 2, 3], { classes: [0, 1, 0], classNames: ['cat', 'dog'] })
  expect(data.map(({ name, x }) => [name, x])).toEqual([
    ['cat', [1, 3]],
    ['dog', [2]],
  ])
  expect(classMarker(0).symbol).not.toBe(classMarker(1).symbol)
  expect(new Set(symbols).size).toBe(symbols.length)
  expect([...groups([2, 1, 2])]).toEqual([
    [1, [1]],
    [2, [0, 2]],
  ])
})

test('lengths and shapes that do not fit are sentences', () => {
  expect(() => scatter([1, 2], [1])).toThrow()
  expect(() => scatter([[1, 2, 3]])).toThrow('points of shape [n, 2]')
  expect(() => scatter(3)).toThrow('E.g. plot.scatter(x, y)')
})
