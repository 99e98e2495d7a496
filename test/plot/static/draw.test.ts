import { expect, test } from 'vitest'
import { drawSvg } from '../../../src/plot/static/draw.ts'

test('figures asked for at once are each drawn by the worker, and a bad one fails alone', async () => {
  const drawing = (title: string) =>
    drawSvg({ data: [{ type: 'scatter', y: [1, 2] }], layout: { title: { text: title } } })
  const [one, two] = await Promise.all([drawing('One'), drawing('Two')])
  expect(one).toContain('One')
  expect(two).toContain('Two')
})
