import { expect, test } from 'vitest'
import { pathsOf } from '../../src/plot/path.ts'

const stepper = { optimizer: { name: 'adam' }, path: () => [{ parameters: [0, 1], loss: 2 }] }

test('paths from a stepper, from points, from a list and by name', () => {
  expect(pathsOf(stepper)).toEqual([{ name: 'adam', points: [[0, 1]], losses: [2], steps: 0 }])
  expect(
    pathsOf([
      [0, 1],
      [2, 3],
    ]),
  ).toEqual([
    {
      name: '',
      points: [
        [0, 1],
        [2, 3],
      ],
      steps: 1,
    },
  ])
  expect(pathsOf([stepper, stepper])).toHaveLength(2)
  expect(pathsOf({ mine: stepper }).map(({ name }) => name)).toEqual(['mine'])
  expect(pathsOf(undefined)).toEqual([])
})

test('a long way is thinned, and still has all its steps', () => {
  const long = { path: () => [0, 2, 4, 5].map((index) => ({ index, parameters: [index, 0], loss: 0 })) }
  expect(pathsOf(long)[0]!.points).toHaveLength(4)
  expect(pathsOf(long)[0]!.steps).toBe(5)
})

test('points of another dimension are no path in a plane', () => {
  expect(() => pathsOf([[1, 2, 3]])).toThrow('a path of points [x, y]')
})
