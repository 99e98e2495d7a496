import { expect, test } from 'vitest'
import { around, asFunction, domainOf, evaluate, logHeights, wantsLog } from '../../src/plot/grid.ts'

test('a grid has its edges on the domain', () => {
  const { x, y, z } = evaluate(
    (a, b) => a + 10 * b,
    [
      [0, 1],
      [0, 2],
    ],
    3,
  )
  expect(x).toEqual([0, 0.5, 1])
  expect(y).toEqual([0, 1, 2])
  expect(z[2]).toEqual([20, 20.5, 21])
})

test('functions of two numbers, of a point, and of values that carry a number', () => {
  expect(asFunction((x: number, y: number) => x - y)(3, 1)).toBe(2)
  expect(asFunction(([x, y]: readonly number[]) => x! * y!)(3, 2)).toBe(6)
  expect(asFunction(([x]: readonly number[]) => ({ data: x }))(5, 0)).toBe(5)
})

test('a function that is nowhere finite is said with its domain', () => {
  expect(() =>
    evaluate(
      () => Number.NaN,
      [
        [0, 1],
        [0, 1],
      ],
    ),
  ).toThrow('nowhere a finite number on [0, 1] × [0, 1]')
  expect(() =>
    domainOf([
      [1, 0],
      [0, 1],
    ]),
  ).toThrow('E.g. [[-2, 2], [-1, 3]]')
})

test('a picture around points has room, a single point too', () => {
  expect(
    around([
      [0, 0],
      [2, 4],
    ]),
  ).toEqual([
    [-0.5, 2.5],
    [-1, 5],
  ])
  expect(around([[1, 1]])).toEqual([
    [0.75, 1.25],
    [0.75, 1.25],
  ])
  expect(around([])).toBeUndefined()
})

test('narrow valleys want a logarithm, bowls do not', () => {
  const domain = [
    [-1, 1],
    [-1, 1],
  ] as const
  expect(wantsLog(evaluate((x, y) => x * x + y * y, domain))).toBe(false)
  expect(wantsLog(evaluate((x, y) => Math.exp(9 * x * x) + y, domain))).toBe(true)
  expect(logHeights({ x: [0, 1], y: [0], z: [[1, 11]] }, 1)[0]![1]).toBe(1)
})
