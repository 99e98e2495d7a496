import { expect, test } from 'vitest'
import { drawDiagram, drawSvg, mistakeIn } from '../../../src/plot/static/draw.ts'

test('figures asked for at once are each drawn by the worker, and a bad one fails alone', async () => {
  const drawing = (title: string) =>
    drawSvg({ data: [{ type: 'scatter', y: [1, 2] }], layout: { title: { text: title } } })
  const [one, two] = await Promise.all([drawing('One'), drawing('Two')])
  expect(one).toContain('One')
  expect(two).toContain('Two')
})

test('diagrams are read while the call waits, and drawn by the worker between figures', async () => {
  expect(mistakeIn('graph LR; a-->')).toContain('Mermaid cannot read line 1')
  expect(mistakeIn('graph LR; a-->b')).toBeUndefined()
  const look = { ink: '#757575', paper: 'rgba(0,0,0,0)' }
  const [figure, diagram] = await Promise.all([
    drawSvg({ data: [{ y: [1, 2] }], layout: {} }),
    drawDiagram({ text: 'graph LR; a-->b', look }),
  ])
  expect(figure).toMatch(/^<svg/)
  expect(diagram).toMatch(/^<svg/)
  await expect(drawDiagram({ text: 'journey\n title x', look })).rejects.toThrow('journey')
})
