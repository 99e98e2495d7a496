import { expect, test } from 'vitest'
import { draw } from '../../../src/plot/static/browser.ts'
import { pathLength, pointAlong, strokes } from '../../../src/plot/static/path-length.ts'

test('straight pieces, absolute and relative, closed and lifted', () => {
  expect(pathLength('M0,0L3,4')).toBe(5)
  expect(pathLength('M1 1l3 4h-2v-1')).toBe(8)
  expect(pathLength('M0,0H2V2Z')).toBeCloseTo(4 + 2 * Math.SQRT2, 12)
  expect(pathLength('M0,0L1,0M5,5L5,7')).toBe(3)
  expect(pathLength('M0,0 1,0 1,1')).toBe(2) // pairs after M are lines
  expect(pathLength('M1e-1,0L.6,0')).toBeCloseTo(0.5, 12)
  expect(strokes('')).toEqual([])
})

test('curves: a quarter of a circle as a cubic, and a parabola by its formula', () => {
  const k = 0.5522847498 // the usual handle of a quarter circle
  expect(pathLength(`M100,0C100,${100 * k},${100 * k},100,0,100`)).toBeCloseTo(50 * Math.PI, 0)
  // y = x² from (0, 0) to (1, 1): √5/2 + asinh(2)/4
  expect(pathLength('M0,0Q.5,0,1,1')).toBeCloseTo(Math.sqrt(5) / 2 + Math.asinh(2) / 4, 3)
  expect(pathLength('M0,0Q5,5,10,0T20,0')).toBeCloseTo(2 * pathLength('M0,0Q5,5,10,0'), 10)
  expect(pathLength('M0,0C0,5,5,5,5,0S10,-5,10,0')).toBeCloseTo(2 * pathLength('M0,0C0,5,5,5,5,0'), 10)
})

test('the point along a path, and its ends', () => {
  expect(pointAlong('M0,0L10,0L10,10', 13)).toEqual({ x: 10, y: 3 })
  expect(pointAlong('M2,3L10,3', -1)).toEqual({ x: 2, y: 3 })
  expect(pointAlong('M2,3L10,3', 99)).toEqual({ x: 10, y: 3 })
  expect(pointAlong('', 1)).toEqual({ x: 0, y: 0 })
})

test('an annotation with an arrow and a contour with labels are drawn', async () => {
  const layout = { annotations: [{ x: 1, y: 2, ax: 40, ay: -40, text: 'here' }] }
  const arrow = await draw({ data: [{ type: 'scatter', y: [1, 2] }], layout })
  expect(arrow).toContain('here')
  expect(arrow).not.toContain('NaN')
  const z = Array.from({ length: 20 }, (_, i) => Array.from({ length: 20 }, (_, j) => Math.hypot(i - 9, j - 9)))
  const labelled = await draw({ data: [{ type: 'contour', z, contours: { showlabels: true } }], layout: {} })
  expect(labelled).toMatch(/<text[^>]*>(?:<tspan[^>]*>)?\d+</)
  expect(labelled).not.toContain('NaN')
})
