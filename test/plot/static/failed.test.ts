import { expect, test } from 'vitest'
import { plot } from '../../../src/index.ts'
import { draw, drawOrSayWhy, loadOn } from '../../../src/plot/static/browser.ts'
import { makeWindow } from '../../../src/plot/static/dom/window.ts'
import { noteOf } from '../../../src/plot/static/failed.ts'

/** plotly.js in a document that lacks the element of pictures, as one may lack what a new kind of figure asks for. */
function poorStudio() {
  const window = makeWindow()
  const make = window.document.createElementNS
  window.document.createElementNS = function (this: unknown, space: string, name: string) {
    if (name === 'image') throw new Error('The document makes no <image> & no other')
    return make.call(this, space, name)
  }
  return loadOn(window)
}

const source =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const images = [{ source, x: 0, y: 1, xref: 'paper', yref: 'paper', sizex: 1, sizey: 1 }]

test('a figure that our document cannot draw has a picture that says why, and the next one is drawn', async () => {
  const studio = poorStudio()
  const figure = { data: [{ y: [1, 2] }], layout: { title: { text: 'A title' }, images, width: 500, height: 300 } }
  const svg = await drawOrSayWhy(structuredClone(figure), studio)
  const words = svg.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  expect(words).toContain('No still picture. It is drawn where plotly.js runs.')
  expect(words).toContain('plotly.js could not draw it without a screen:')
  expect(words).toContain('The document makes no &#60;image&#62; &amp; no other')
  expect(words).toContain('A title')
  expect(svg).toContain('viewBox="0 0 500 300"')
  await expect(draw(structuredClone(figure), studio)).rejects.toThrow('The document makes no <image>')
  expect(await drawOrSayWhy({ data: [{ y: [1, 2] }], layout: {} }, studio)).not.toContain('No still picture')
})

test('what is wrong in the figure itself stays an error', async () => {
  const studio = poorStudio()
  // Groups of names without names: plotly.js fails when it reads them, on a screen too.
  const layout = { xaxis: { type: 'multicategory' } }
  await expect(drawOrSayWhy({ data: [{ y: [1, 3, 2] }], layout }, studio)).rejects.toThrow('d2c')
  await expect(plot.figure({ data: [{ y: [1, 3, 2] }], layout }).toHtml()).rejects.toThrow('could not be drawn')
  // A value that plotly.js does not know, beside what the document lacks.
  const wrong = { data: [{ y: [1, 2], mode: 'dots' }], layout: { images } }
  await expect(drawOrSayWhy(wrong, studio)).rejects.toThrow('The document makes no <image>')
})

test('a long reason is broken into lines', () => {
  const { text } = noteOf({ data: [], layout: {} }, new Error(`${'word '.repeat(40)}${'x'.repeat(200)}.`)).layout
    .annotations[0]
  for (const line of text.split('<br>')) expect(line.length).toBeLessThanOrEqual(71)
  expect(text.replaceAll('<br>', '')).toContain('x'.repeat(200))
})
