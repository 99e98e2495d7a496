import { expect, test } from 'vitest'
import * as plot from '../../src/plot/index.ts'
import { cellNumber, contrast, inkOn, luminance, rgbOf } from '../../src/plot/ink.ts'
import { colorAt } from '../../src/plot/static/colors.ts'
import { counts, diverging, sequential } from '../../src/plot/theme.ts'

test('luminance and contrast are those of WCAG', () => {
  expect(luminance([255, 255, 255])).toBeCloseTo(1, 12)
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 12)
  expect(contrast(rgbOf('#777777'), [255, 255, 255])).toBeCloseTo(4.48, 2) // the well-known grey that just fails
})

test('numbers read on every colour of every scale', () => {
  for (const scale of [counts, diverging, sequential])
    for (let t = 0; t <= 1; t += 0.005) {
      const cell = colorAt(scale, t)
      expect(contrast(rgbOf(inkOn(cell)), cell)).toBeGreaterThanOrEqual(4.5)
    }
})

test('numbers of cells have three digits', () => {
  expect([0, 1, -0.0773, 12345, 0.30000001, 123456, -1.5e-7, 1e10].map(cellNumber)).toEqual(
    '0 1 −0.0773 12300 0.3 1.23e5 −1.5e−7 1e10'.split(' '),
  )
  expect([Number.NaN, Infinity].map(cellNumber)).toEqual(['', ''])
})

/** The numbers of a picture with their colour and size, in the order in which they are drawn. */
const numbersOf = (svg: string) =>
  [
    ...svg.matchAll(
      /<text text-anchor="middle" x="[^"]*" y="[^"]*" style="font-size:(\d+)px;fill:(#\w{6})[^>]*>([^<]*)</g,
    ),
  ]
    .map(([, size, fill, text]) => ({ size, fill, text: text!.trim() }))
    .filter(({ text }) => text)

test('in the picture each number is drawn once, in the ink for its cell, all of one size', async () => {
  const z = [
    [1, -0.4, 0.1],
    [-0.45, 1, 0.02],
    [0.55, -1, 1],
  ]
  const drawn = numbersOf(await plot.heatmap(z).toSvg())
  expect(drawn.map(({ text }) => text).sort()).toEqual(z.flat().map(cellNumber).sort())
  expect(new Set(drawn.map(({ size }) => size)).size).toBe(1)
  for (const { text, fill } of drawn) {
    const value = Number(text.replace('−', '-'))
    expect(contrast(rgbOf(fill!), colorAt(diverging, (value + 1) / 2)), text).toBeGreaterThanOrEqual(4.5)
  }
  const counted = numbersOf(
    await plot
      .confusion([
        [50, 3],
        [0, 45],
      ])
      .toSvg(),
  )
  expect(counted.map(({ text, fill }) => [text, fill])).toEqual([
    ['3', '#000000'],
    ['50', '#ffffff'],
    ['45', '#ffffff'],
  ])
})

test('where one ink serves all cells, there is one trace; a cell without a number has no text', () => {
  expect(plot.heatmap([[0.1, 0.1]], { range: [0, 1], scale: 'counts' }).data).toHaveLength(1)
  const [cells] = plot.heatmap([[0, Number.NaN]], { range: [0, 1], scale: 'counts' }).data
  expect(cells!.text[0][0]).toBe('0')
  expect(cells!.text[0][1].trim()).toBe('')
})

test('numbers in bars read on the bar', () => {
  const { data } = plot.bar(['a'], { x: [1], y: [2], z: [3], u: [4], v: [5] })
  for (const { marker, insidetextfont } of data)
    expect(contrast(rgbOf(marker.color), rgbOf(insidetextfont.color))).toBeGreaterThanOrEqual(4.5)
})
