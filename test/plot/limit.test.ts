import { expect, test } from 'vitest'
import { classesMeta, limit, poolCells } from '../../src/plot/limit.ts'

test('a small figure stays as it is', () => {
  const data = [{ type: 'scatter', x: [1, 2], y: [3, 4] }]
  expect(limit({ data, layout: {} }).data[0]).toBe(data[0])
})

test('a long line keeps its ends and its peak, marks are sampled', () => {
  const y = Float64Array.from({ length: 100_000 }, (_, i) => (i === 51_234 ? 1000 : Math.sin(i / 9)))
  const thin = limit({ data: [{ type: 'scatter', mode: 'lines', y }], layout: {} }).data[0]!
  expect(thin.y.length).toBeLessThanOrEqual(4000)
  expect(Math.max(...thin.y)).toBe(1000)
  expect([thin.x[0], thin.x.at(-1)]).toEqual([0, 99_999])
  const marks = limit({ data: [{ type: 'scatter', mode: 'markers', x: y, y }], layout: {} }).data[0]!
  expect(marks.x).toHaveLength(5000)
})

test('what belongs to a point goes with it: sizes, and how uncertain it is', () => {
  const y = Float64Array.from({ length: 20_000 }, (_, i) => i)
  const trace = { type: 'scatter', mode: 'markers', x: y, y, marker: { size: y }, error_y: { type: 'data', array: y } }
  const thin = limit({ data: [trace], layout: {} }).data[0]!
  expect([thin.marker.size, thin.error_y.array]).toEqual([thin.y, thin.y])
  expect(thin.error_y.type).toBe('data')
})

test('cells are pooled by their mean, gaps left out', () => {
  expect(
    poolCells(
      [
        [1, 3, 5, 7],
        [1, 3, 5, Number.NaN],
      ],
      2,
    ),
  ).toEqual([[2, 17 / 3]])
})

test('classes are picked, never averaged: between classes 0 and 2 lies no class 1', () => {
  const z = Array.from({ length: 400 }, () => Array.from({ length: 401 }, (_, c) => (c < 199 ? 0 : 2)))
  const [trace] = limit({ data: [{ type: 'heatmap', meta: classesMeta, z }], layout: {} }).data
  expect(trace!.z.length).toBeLessThan(400)
  expect([...new Set(trace!.z.flat())]).toEqual([0, 2])
})

test('contours keep heights where they stand, from edge to edge', () => {
  const x = Array.from({ length: 61 }, (_, i) => i)
  const z = x.map((r) => x.map((c) => 100 * r + c))
  const [trace] = limit({ data: [{ type: 'contour', x, y: x, z, customdata: z }], layout: {} }, 0.01).data
  expect(trace!.x).toEqual(x.filter((i) => i % 2 === 0))
  expect(trace!.z[1][2]).toBe(204)
  expect(trace!.customdata).toEqual(trace!.z)
})

test('a block of cells stands in its middle', () => {
  const x = Array.from({ length: 300 }, (_, i) => i)
  const [trace] = limit({ data: [{ type: 'heatmap', x, z: x.map(() => x) }], layout: {} }).data
  expect(trace!.x.slice(0, 2)).toEqual([0.5, 2.5])
})
