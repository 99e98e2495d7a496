import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { draw, load, loadOn } from '../../../src/plot/static/browser.ts'
import { SvgElement } from '../../../src/plot/static/dom/svg-element.ts'
import { quicken } from '../../../src/plot/static/quick-dom.ts'
import { kinds } from './kinds.ts'

test('plotly.js draws in a window without a screen', async () => {
  const svg = await draw({ data: [{ type: 'scatter', y: [1, 3, 2] }], layout: { title: { text: 'A title' } } })
  expect(svg).toMatch(/^<svg[\s\S]*<\/svg>$/)
  expect(svg).toContain('A title')
  expect(svg).not.toContain('NaN')
  expect(load()).toBe(load())
})

/** jsdom's window, with the sizes that our document knows. */
function jsdomWindow(): Record<string, any> {
  const window = new JSDOM('<body></body>', { pretendToBeVisual: true }).window as unknown as Record<string, any>
  quicken(window)
  Object.assign(window, { TextDecoder, TextEncoder })
  window.URL.createObjectURL = () => 'blob:none'
  const { constructor: _, ...measures } = Object.getOwnPropertyDescriptors(SvgElement.prototype)
  Object.defineProperties(window.SVGElement.prototype, measures)
  window.getComputedStyle = (element: HTMLElement) => ({
    display: 'block',
    getPropertyValue: (name: string) => element.style.getPropertyValue(name),
  })
  return window
}

test('every kind of figure is the same, to the byte, as plotly.js draws it in jsdom', {
  timeout: 120_000,
}, async () => {
  const jsdom = loadOn(jsdomWindow())
  for (const [name, figure] of Object.entries(kinds)) {
    const svg = await draw(structuredClone(figure))
    expect(svg.length, name).toBeGreaterThan(900)
    expect(svg === (await draw(structuredClone(figure), jsdom)), name).toBe(true)
  }
})

test('names of fonts keep their quotes', async () => {
  const svg = await draw({ data: [{ y: [1, 2] }], layout: { font: { family: '"Open Sans", Arial' } } })
  expect(svg).toContain(`font-family="'Open Sans', Arial"`)
  expect(svg).not.toContain('TOBESTRIPPED')
})

test('a picture that would have to be fetched is left out, and does not hold the figure up', async () => {
  const images = [
    { source: 'https://example.org/none.png', x: 0, y: 1, xref: 'paper', yref: 'paper', sizex: 1, sizey: 1 },
  ]
  const svg = await draw({ data: [{ y: [1, 2] }], layout: { images } })
  expect(svg).not.toContain('none.png')
})
