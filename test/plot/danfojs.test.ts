import { createRequire } from 'node:module'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { displaySymbol, kernel } from '../../src/display.ts'
import { hookDanfojs } from '../../src/plot/danfojs.ts'
import { type Figure, plotlyMime } from '../../src/plot/figure.ts'

const require = createRequire(import.meta.url)
const shown: Figure[] = []
let frame: any
let series: any

beforeAll(() => {
  hookDanfojs()
  const { DataFrame, Series } = require('danfojs-node')
  frame = new DataFrame({ area: [60, 80, 100], price: [200, 260, 310], city: ['A', 'B', 'A'] })
  series = new Series([1, 4, 9], { columns: ['loss'] })
})

function fakeKernel(): void {
  kernel.display = (value) => {
    shown.push(value as Figure)
    return { id: '1', update: () => {}, clear: () => {} }
  }
}

afterEach(() => {
  shown.length = 0
  delete kernel.display
})

test('every kind of danfojs chart shows a figure, once, and returns nothing that would show it again', () => {
  fakeKernel()
  const charts = frame.plot('any')
  expect(charts.line({ config: { columns: ['area', 'price'] } })).toBeUndefined()
  charts.bar({ config: { columns: ['area', 'price'] } })
  charts.scatter({ config: { x: 'area', y: 'price' }, layout: { title: 'Houses' } })
  charts.hist({ config: { columns: ['price'] } })
  charts.pie({ config: { values: 'price', labels: 'city' } })
  charts.box({ config: { columns: ['price'] } })
  charts.violin({ config: { columns: ['price'] } })
  charts.table()
  series.plot('any').line()
  expect(shown.map(({ data }) => data[0]!.type ?? 'scatter')).toEqual([
    'scatter',
    'bar',
    'scatter',
    'histogram',
    'pie',
    'box',
    'violin',
    'table',
    'scatter',
  ])
  expect(shown[0]!.data.map(({ name }) => name)).toEqual(['area', 'price'])
  expect(shown[2]!.layout).toMatchObject({ title: { text: 'Houses' }, xaxis: { title: { text: 'area' } } })
  expect(shown[8]!.layout).toMatchObject({ xaxis: { title: { text: 'index' } }, yaxis: { title: { text: 'loss' } } })
})

test('the figure has a static picture like any other', async () => {
  fakeKernel()
  frame.plot('any').line({ config: { columns: ['price'] } })
  const bundle = await shown[0]![displaySymbol]()
  expect(Object.keys(bundle)).toEqual([plotlyMime, 'text/html', 'text/plain'])
  expect(bundle['text/html']).toContain('<img alt=')
})

test('a wrong column fails as danfojs says it; hooking again changes nothing', () => {
  fakeKernel()
  hookDanfojs()
  expect(() => frame.plot('any').line({ config: { columns: ['aera'] } })).toThrow('aera not found')
  frame.plot('any').line({ config: { columns: ['area'] } })
  expect(shown).toHaveLength(1)
})
