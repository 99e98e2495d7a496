import { expect, test } from 'vitest'
import { rosenbrock, saddle } from '../../../src/descent/gallery/index.ts'
import { objective } from '../../../src/descent/objective.ts'
import { padded, planeOf } from '../../../src/descent/picture/plane.ts'

test('two parameters: the parameters themselves, over the domain and the path, but not to where it ran away', () => {
  const plane = planeOf(saddle, [
    [0, 0],
    [0.5, 3],
    [1, 1e6],
  ])
  expect(plane.project([1, 2])).toEqual([1, 2])
  expect(plane.lift(1, 2)).toEqual([1, 2])
  expect(plane.ranges).toEqual([
    [-2, 2],
    [-2, 3],
  ])
  expect(plane).toMatchObject({ labels: ['θ₁', 'θ₂'], note: '' })
})

test('without a domain the path has a margin, and the parameters keep their names', () => {
  const named = objective({ f: ([a, b]) => a! + b!, parameterNames: ['slope', 'intercept'] })
  const plane = planeOf(named, [
    [0, 1],
    [4, 1],
  ])
  expect(plane.labels).toEqual(['slope', 'intercept'])
  expect(plane.ranges).toEqual([
    [-1, 5],
    [0, 2],
  ])
})

test('more than two parameters: the plane of the path, through its last point', () => {
  const points = [0, 1, 2, 3].map((t) => [t, 2 * t, 5, t * t])
  const plane = planeOf(rosenbrock, points)
  expect(plane.project(points[3]!).every((v) => Math.abs(v) < 1e-12)).toBe(true)
  for (const point of points) {
    const back = plane.lift(...plane.project(point))
    back.forEach((v, i) => {
      expect(v).toBeCloseTo(point[i]!, 9)
    })
  }
  expect(plane.note).toContain('4 parameters')
})

test('a single point, or points on a line, still have a plane', () => {
  for (const points of [
    [[1, 2, 3]],
    [
      [0, 0, 0],
      [1, 1, 1],
    ],
  ]) {
    const plane = planeOf(rosenbrock, points)
    expect(plane.ranges.flat().every(Number.isFinite)).toBe(true)
    expect(plane.lift(0, 0)).toEqual(points.at(-1))
  }
})

test('padded: a quarter on each side, ±1 around a single value', () => {
  expect(padded([0, 4, Number.NaN])).toEqual([-1, 5])
  expect(padded([3])).toEqual([2, 4])
})
