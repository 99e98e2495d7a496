import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { contourLine, gridOf, levelsOf } from '../../../src/descent/picture/contour-lines.ts'
import { planeOf } from '../../../src/descent/picture/plane.ts'
import { displaySymbol } from '../../../src/display.ts'

test('a contour of x² + y² is a circle', () => {
  const grid = gridOf(41, 41, (c, r) => (c - 20) ** 2 + (r - 20) ** 2)
  const pieces = contourLine(grid, 100)
  expect(pieces.length).toBeGreaterThan(40)
  for (const [x1, y1, x2, y2] of pieces) {
    expect(Math.hypot(x1 - 20, y1 - 20)).toBeCloseTo(10, 1)
    expect(Math.hypot(x2 - 20, y2 - 20)).toBeCloseTo(10, 1)
  }
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

test('more than two parameters: the plane of the path, through its last point', () => {
  const points = [0, 1, 2, 3].map((t) => [t, 2 * t, 5, t * t])
  const plane = planeOf(descent.rosenbrock, points)
  expect(plane.project(points[3]!).every((v) => Math.abs(v) < 1e-12)).toBe(true)
  for (const point of points) {
    const back = plane.lift(...plane.project(point))
    back.forEach((v, i) => {
      expect(v).toBeCloseTo(point[i]!, 9)
    })
  }
  expect(plane.note).toContain('4 parameters')
})

test.each([
  ['one parameter', descent.singleTheta(), [0]],
  ['two', descent.himmelblau, [0, 0]],
  ['five', descent.rosenbrock, [-1, 1, -1, 1, -1]],
] as const)('%s: drawn without a number that is none, before the first step too', (_, objective, at) => {
  const d = descent.start(objective, { at: [...at], optimizer: descent.batch({ lr: 0.001 }) })
  for (const steps of [0, 1, 30]) {
    const html = String(d.step(steps)[displaySymbol]()['text/html'])
    expect(html).toContain('<svg')
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
  }
})

test('a descent that diverged is drawn up to where it can be', () => {
  const d = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.batch({ lr: 0.1 }) }).step(9)
  const html = String(d[displaySymbol]()['text/html'])
  expect(html).toContain('Stopped at step 2')
  expect(html.match(/points="[^"]*"/)![0]).not.toMatch(/NaN|e\+/)
})
