import { expect, test } from 'vitest'
import { heatmap } from '../../src/plot/heatmap.ts'

test('a matrix is drawn as it is written, first row on top, numbers in small ones', () => {
  const { data, layout, description } = heatmap(
    [
      [1, 2],
      [3, 4],
    ],
    { columns: ['a', 'b'], title: 'T' },
  )
  expect(layout.yaxis.autorange).toBe('reversed')
  expect(data[0]).toMatchObject({ type: 'heatmap', zmin: 1, zmax: 4, x: ['a', 'b'] })
  expect(data[0]!.texttemplate).toBeDefined()
  expect(description).toBe('Heatmap “T”: 2 × 2, values 1 to 4')
})

test('rows and columns without names are counted in whole numbers', () => {
  const { layout } = heatmap([
    [1, 2],
    [3, 4],
  ])
  expect([layout.xaxis.dtick, layout.yaxis.dtick]).toEqual([1, 1])
  expect(heatmap([[1, 2]], { columns: [0.1, 0.2] }).layout.xaxis.dtick).toBeUndefined()
})

test('where signs differ, zero is the middle of the colours', () => {
  expect(heatmap([[-1, 3]]).data[0]).toMatchObject({ zmin: -3, zmax: 3 })
})

test('ragged rows, wrong names and unknown scales are sentences', () => {
  expect(() => heatmap([[1, 2], [3]])).toThrow()
  expect(() => heatmap([[1, 2]], { columns: ['a'] })).toThrow('`columns`')
  expect(() => heatmap([[1]], { scale: 'divergin' as never })).toThrow("Did you mean 'diverging'?")
})
