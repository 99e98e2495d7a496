import { beforeAll, expect, test } from 'vitest'
import { fits, fontSize, inherited, own, parseSheet } from '../../../../src/plot/static/diagram/style-sheet.ts'
import { makeWindow } from '../../../../src/plot/static/diagram/window.ts'

let window: Record<string, any>

beforeAll(() => {
  window = makeWindow()
  window.document.body.innerHTML = `<svg id="d"><style>
    #d{font-size:16px} #d .label text{text-anchor:middle;font-size:2em} #d text{text-anchor:end}
    @keyframes dash{to{stroke-dashoffset:0}} #d .gone, #d .away{display:none!important}
  </style><g class="label"><text id="t" text-anchor="start">a<tspan id="s" font-size="50%">b</tspan></text></g>
  <text id="u" class="gone">c</text></svg>`
})

const at = (id: string): Element => window.document.getElementById(id)

test('the more exact selector wins, whatever its place; a sheet wins over an attribute', () => {
  expect(own(at('t'), 'text-anchor')).toBe('middle')
  expect(own(at('u'), 'text-anchor')).toBe('end')
  expect(own(at('u'), 'display')).toBe('none')
})

test('sizes are of the size around', () => {
  expect(fontSize(at('t'))).toBe(32)
  expect(fontSize(at('s'))).toBe(16)
  expect(fontSize(null)).toBe(16)
  at('s').setAttribute('font-size', '2ex')
  expect(fontSize(at('s'))).toBeCloseTo(2 * 0.519 * 32)
})

test('what an element does not say itself it has from those around', () => {
  expect(inherited(at('s'), 'text-anchor')).toBe('middle')
  expect(inherited(at('s'), 'font-weight')).toBe('')
  ;(at('s') as unknown as SVGElement).style.setProperty('font-weight', 'bold')
  expect(inherited(at('s'), 'font-weight')).toBe('bold')
})

test('animations are left out, lists of selectors taken apart, a comma in brackets left alone', () => {
  expect(parseSheet('@keyframes a{from{x:1}to{x:2}} a,b[c="1,2"]{x:y}').map(({ selector }) => selector)).toEqual([
    'a',
    'b[c="1,2"]',
  ])
  expect(parseSheet('a{b:c !important}', { important: true })[0]!.values.get('b')).toBe('c !important')
})

test('a selector that cannot be read fits nothing', () => {
  expect(fits(at('t'), 'text')).toBe(true)
  expect(fits(at('t'), '::nonsense((')).toBe(false)
})

test.each([
  ['#t', true],
  ['text#t', true],
  ['.label>text', true],
  ['.label tspan', false],
  ['*', true],
  ['text[id="t"]', true],
  ['text:not(.gone)', true],
  ['.gone', false],
  ['#d .gone text', false],
])('%s fits: %s', (selector, expected) => {
  expect(fits(at('t'), selector)).toBe(expected)
})

test('a sheet that is written anew counts', () => {
  const style = window.document.querySelector('style')
  const before = style.textContent
  style.textContent = '#d text{text-anchor:start}'
  expect(own(at('t'), 'text-anchor')).toBe('start')
  style.textContent = before
})
