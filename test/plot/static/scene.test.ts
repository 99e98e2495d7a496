import { expect, test } from 'vitest'
import { decode, flattenScenes } from '../../../src/plot/static/scene.ts'

test('base64 columns are decoded', () => {
  const bdata = Buffer.from(Float64Array.of(1, 2.5).buffer).toString('base64')
  expect(Array.from(decode({ dtype: 'f8', bdata }))).toEqual([1, 2.5])
  expect(decode([1, 2])).toEqual([1, 2])
})

test('a surface is projected to flat shapes; flat figures stay', () => {
  const flat = { data: [{ type: 'scatter', y: [1] }], layout: {} }
  expect(flattenScenes(flat)).toBe(flat)
  const scene = flattenScenes({
    data: [
      {
        type: 'surface',
        x: [0, 1],
        y: [0, 1],
        z: [
          [0, 1],
          [1, 2],
        ],
      },
    ],
    layout: { scene: {} },
  })
  expect(scene.data.some(({ type }) => type === 'surface')).toBe(false)
})

/** The scene's own SVG. */
const sceneOf = (trace: Record<string, unknown>) => {
  const { layout } = flattenScenes({
    data: [{ type: 'scatter3d', ...trace }],
    layout: { scene: {}, width: 700, height: 430 },
  })
  return Buffer.from(layout.images[0].source.split(',')[1], 'base64').toString()
}

test('points in space are joined only where they are lines, each in its colour; one that is no number is left out', () => {
  const at = { x: [0, 1, 2], y: [0, 1, 0], z: [0, 1, 4] }
  const count = (svg: string, what: RegExp) => (svg.match(what) ?? []).length
  const both = sceneOf(at)
  expect([count(both, /<circle/g), count(both, /stroke-width="2.5"/g)]).toEqual([3, 2])
  const dots = sceneOf({ ...at, mode: 'markers', marker: { color: [1, 2, 3] } })
  expect([count(dots, /<circle/g), count(dots, /stroke-width="2.5"/g)]).toEqual([3, 0])
  expect(new Set(dots.match(/fill="rgb\([^"]*"/g)).size).toBe(3)
  const lines = sceneOf({ ...at, mode: 'lines', line: { color: 'red' }, z: [0, Number.NaN, 4] })
  expect([count(lines, /<circle/g), count(lines, /stroke-width="2.5"/g)]).toEqual([0, 0])
})
