import { expect, test } from 'vitest'
import { drawingOf, figureOf, linkToPages, prepare, svgOf } from '../../../kernel/export/prepare.ts'
import { code, figure, markdown, page } from './fixtures.ts'

test('hidden test cells are gone, the notebook itself is untouched', () => {
  const source = page([markdown('# A'), code('assert(1)', [], { tags: ['test'] }), code('x')])
  expect(prepare(source, { linkSuffix: '.html' }).cells.map((cell) => cell.source)).toEqual(['# A', 'x'])
  expect(source.notebook.cells).toHaveLength(3)
})

test('links between notebooks become links between pages, code and other sites stay', () => {
  expect(linkToPages('[a](02-b.ipynb) [b](zh/03.ipynb#sec) [c](https://x.org/d.ipynb)', '.html')).toBe(
    '[a](02-b.html) [b](zh/03.html#sec) [c](https://x.org/d.ipynb)',
  )
  expect(linkToPages('```\n[a](02-b.ipynb)\n```', '.html')).toContain('.ipynb')
})

test('a widget shows its last picture, a figure its data and its drawing', () => {
  const widget = {
    output_type: 'display_data' as const,
    data: { 'application/vnd.jupyter.widget-view+json': {}, 'text/html': '<p>lr = 0.1</p>' },
  }
  const [cell] = prepare(page([code('s', [widget])]), { linkSuffix: '' }).cells
  expect(cell!.outputs![0]!.data).toEqual({ 'text/html': '<p>lr = 0.1</p>' })
  expect(figureOf(figure)).toMatchObject({ layout: { title: { text: 'A line' } } })
  expect(drawingOf(figure)).toMatch(/^<img alt="a line" src="data:image.*>$/)
  expect(svgOf(figure)).toMatch(/^<svg.*<\/svg>$/)
  expect(drawingOf(widget)).toBeUndefined()
})

test('a widget that was moved after it was shown is drawn where it was when the notebook was saved', () => {
  const view = { model_id: 'a', version_major: 2, version_minor: 0 }
  const output = {
    output_type: 'display_data' as const,
    data: { 'application/vnd.jupyter.widget-view+json': view, 'text/html': '<div>before</div>' },
  }
  const moved = page([code('s', [output])])
  moved.notebook.metadata.widgets = {
    'application/vnd.jupyter.widget-state+json': {
      state: { a: { model_name: 'TextModel', state: { value: 'after' } } },
    },
  }
  const [cell] = prepare(moved, { linkSuffix: '' }).cells
  expect(cell!.outputs![0]!.data).toEqual({ 'text/html': '<div>after</div>' })
})
