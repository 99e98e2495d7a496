import { expect, test } from 'vitest'
import { draw } from '../../../src/plot/static/browser.ts'
import { forPaper } from '../../../src/plot/static/screen-only.ts'

const corner = { x: [0, 1, 0, 0], y: [0, 0, 1, 0], z: [0, 0, 0, 1] }

test.each([
  ['mesh3d', corner],
  ['isosurface', { ...corner, value: [1, 2, 3, 4] }],
  ['cone', { x: [1], y: [1], z: [1], u: [1], v: [1], w: [0] }],
  ['choropleth', { locations: ['FRA'], z: [1] }],
  ['scattergeo', { lon: [0], lat: [50] }],
  ['scattermap', { lon: [0], lat: [50] }],
  ['parcoords', { dimensions: [{ label: 'a', values: [1, 2] }] }],
  ['splom', { dimensions: [{ label: 'a', values: [1, 2] }] }],
])('%s: the picture says that it has none', async (type, trace) => {
  const svg = await draw({ data: [{ type, ...trace }], layout: { title: { text: 'A title' } } })
  expect(svg).toContain(`No still picture of: ${type}.`)
  expect(svg).toContain('A title')
})

test('what can be drawn beside it is drawn', async () => {
  const svg = await draw({
    data: [{ type: 'mesh3d', ...corner }, { y: [1, 2], name: 'line' }, { y: [2, 1] }],
    layout: {},
  })
  expect(svg).toContain('No still picture of: mesh3d.')
  expect(svg).toContain('line')
})

test('points by WebGL are drawn as shapes; a figure that can be drawn stays as it is', () => {
  const [trace] = forPaper({ data: [{ type: 'scattergl', y: [1, 2] }], layout: {} }).data
  expect(trace).toEqual({ type: 'scatter', y: [1, 2] })
  const figure = { data: [{ type: 'bar', y: [1] }], layout: { annotations: [] } }
  expect(forPaper(figure)).toEqual(figure)
})
