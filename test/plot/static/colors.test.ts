import { expect, test } from 'vitest'
import { colorAt } from '../../../src/plot/static/colors.ts'

test('ends and the middle of a colour scale', () => {
  const scale = [
    [0, '#000000'],
    [1, '#ffffff'],
  ]
  expect(colorAt(scale, 0)).toEqual([0, 0, 0])
  expect(colorAt(scale, 1)).toEqual([255, 255, 255])
  expect(colorAt(scale, 0.5)).toEqual([128, 128, 128])
  expect(colorAt('Viridis', 0)).toEqual([68, 1, 84])
})
