import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { figure, plotlyMime } from '../../src/plot/figure.ts'
import { line } from '../../src/plot/line.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-figure-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the bundle holds Plotly’s JSON, HTML with a picture and a line of text', async () => {
  const bundle = await line({ train: [3, 2, 1], test: [3, 2.5, 2.2] }, { title: 'Loss', x: 'epoch', y: 'loss' })[
    displaySymbol
  ]()
  expect(Object.keys(bundle)).toEqual([plotlyMime, 'text/html', 'text/plain'])
  expect(bundle['text/plain']).toBe(
    'Line chart “Loss”: train: 3 points, 1 to 3, ends at 1; test: 3 points, 2.2 to 3, ends at 2.2',
  )
  const html = bundle['text/html'] as string
  expect(html).toMatch(/<img alt="Line chart “Loss”[^"]*" src="data:image\/svg\+xml;base64,/)
  expect(html).not.toContain('plotly.js v')
  expect(html.length).toBeLessThan(20_000)
  const [, json] = /<script type="application\/json">([^<]*)</.exec(html)!
  expect(JSON.parse(json!)).toEqual(bundle[plotlyMime])
})

test('long JSON is deflated the second time', async () => {
  const bundle = await line(Array.from({ length: 2000 }, (_, i) => Math.sin(i / 50)))[displaySymbol]()
  const [, block] = /data-encoding="deflate-raw">([^<]*)</.exec(bundle['text/html'] as string)!
  expect(JSON.parse(inflateRawSync(Buffer.from(block!, 'base64')).toString())).toEqual(bundle[plotlyMime])
})

test('save writes html, svg, png and json', async () => {
  const chart = line([1, 2, 3], { title: 'Saved' })
  for (const ending of ['html', 'svg', 'png', 'json']) await chart.save(join(folder, `x.${ending}`))
  const read = (ending: string) => readFileSync(join(folder, `x.${ending}`))
  expect(read('svg').toString()).toMatch(/^<svg[\s\S]*Saved[\s\S]*<\/svg>$/)
  expect(read('png').subarray(1, 4).toString()).toBe('PNG')
  expect(JSON.parse(read('json').toString()).data[0].y).toEqual([1, 2, 3])
  expect(read('html').toString()).toMatch(/^<!doctype html>/)
})

test('the same figure is the same picture, byte for byte', async () => {
  const [a, b] = await Promise.all([line([1, 4, 9]).toSvg(), line([1, 4, 9]).toSvg()])
  expect(a).toBe(b)
})

test('errors say what to do', async () => {
  await expect(line([1]).save('x.gif')).rejects.toThrow(
    "Expected a file name that ends in .html, .svg, .png or .json, found 'x.gif'.",
  )
  await expect(line([1]).save(join(folder, 'no', 'x.json'))).rejects.toThrow('could not be saved')
  expect(() => figure({ data: 3 as never })).toThrow('`data` to be an array of Plotly traces')
  expect(() => figure({ dat: [] } as never)).toThrow('plot.figure has no option `dat`. Did you mean `data`?')
})

test('no bundle passes 1 MB, whatever comes', async () => {
  const y = Float64Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i / 1000) + (i % 7))
  const bundle = await figure({ data: [{ y }, { mode: 'markers', x: y, y }] })[displaySymbol]()
  expect(JSON.stringify(bundle).length).toBeLessThan(1_000_000)
  const picture = figure({ data: [{ type: 'heatmap', z: Array.from({ length: 600 }, () => y.subarray(0, 600)) }] })
  expect(JSON.stringify(picture).length).toBeLessThan(500_000)
})

test('titles may be strings, and the layout given wins', () => {
  const { layout } = figure({ data: [], layout: { title: 'T', height: 123, xaxis: { title: 'x' } } })
  expect(layout).toMatchObject({ title: { text: 'T' }, height: 123, xaxis: { title: { text: 'x' }, automargin: true } })
})

test('update changes the figure in place', () => {
  const chart = line([1, 2])
  chart.update({ layout: { title: { text: 'new' } } }).update({ data: [{ y: [5] }] })
  expect(chart.layout.title.text).toBe('new')
  expect(chart.description).toBe('Figure “new”: 1 trace (scatter)')
})
