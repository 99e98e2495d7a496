import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contourLine, gridOf, joined, levelsOf } from '../../../src/descent/picture/contour-lines.ts'

test('gridOf asks for every place, row by row', () => {
  expect([...gridOf(3, 2, (c, r) => 10 * r + c).values]).toEqual([0, 1, 2, 10, 11, 12])
})

test('a contour of x² + y² is a circle', () => {
  const grid = gridOf(41, 41, (c, r) => (c - 20) ** 2 + (r - 20) ** 2)
  const pieces = contourLine(grid, 100)
  expect(pieces.length).toBeGreaterThan(40)
  for (const [x1, y1, x2, y2] of pieces) {
    expect(Math.hypot(x1 - 20, y1 - 20)).toBeCloseTo(10, 1)
    expect(Math.hypot(x2 - 20, y2 - 20)).toBeCloseTo(10, 1)
  }
})

test('joined: a circle is one closed line, every piece is used once', () => {
  const grid = gridOf(41, 41, (c, r) => (c - 20) ** 2 + (r - 20) ** 2)
  const pieces = contourLine(grid, 101.5)
  const [line, ...others] = joined(pieces)
  expect(others).toEqual([])
  expect(line).toHaveLength(pieces.length + 1)
  expect(line!.at(-1)).toEqual(line![0])
  const two = joined([...contourLine(grid, 101.5), ...contourLine(grid, 300.5)])
  expect(two.map((points) => points.length - 1)).toEqual([pieces.length, contourLine(grid, 300.5).length])
  expect(joined([])).toEqual([])
})

test('joined: an open line from one edge to the other, begun in its middle', () => {
  const line = joined([
    [1, 1, 2, 1],
    [0, 1, 1, 1],
    [3, 1, 2, 1],
  ])
  expect(line).toEqual([
    [
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
    ],
  ])
})

test('saddles are cut without crossing lines; holes in the values are left out; a flat surface has no levels', () => {
  expect(
    contourLine(
      gridOf(2, 2, (c, r) => (c === r ? 1 : -1)),
      0,
    ),
  ).toHaveLength(2)
  expect(
    contourLine(
      gridOf(2, 2, (c) => (c ? Number.NaN : 1)),
      0,
    ),
  ).toEqual([])
  expect(
    levelsOf(
      gridOf(3, 3, () => 5),
      10,
    ),
  ).toEqual([])
})

test('on a plane the line is where the plane has the level, whatever its slope', () => {
  const slope = fc.double({ min: -3, max: 3, noNaN: true })
  fc.assert(
    fc.property(slope, slope, fc.double({ min: -5, max: 5, noNaN: true }), (a, b, level) => {
      for (const [x1, y1, x2, y2] of contourLine(
        gridOf(5, 4, (c, r) => a * c + b * r),
        level,
      )) {
        expect(a * x1 + b * y1).toBeCloseTo(level, 6)
        expect(a * x2 + b * y2).toBeCloseTo(level, 6)
      }
    }),
  )
})

test('levels rise, lie between the least and the greatest value, and pass over what is no number', () => {
  const grid = gridOf(10, 10, (c, r) => (c === r ? Number.NaN : c * c + r))
  const levels = levelsOf(grid, 8)
  expect(levels).toEqual([...levels].sort((a, b) => a - b))
  expect(levels.length).toBeGreaterThan(4)
  expect(Math.min(...levels)).toBeGreaterThanOrEqual(1)
  expect(Math.max(...levels)).toBeLessThanOrEqual(89)
})
