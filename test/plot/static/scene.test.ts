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
