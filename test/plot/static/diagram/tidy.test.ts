import { expect, test } from 'vitest'
import { straightened, tidy } from '../../../../src/plot/static/diagram/tidy.ts'
import { makeWindow } from '../../../../src/plot/static/diagram/window.ts'

const window = makeWindow()
const clear = { ink: '#757575', paper: 'rgba(0,0,0,0)' }
const svg = (inside: string, viewBox = '-8 -8 100.4 50.2') =>
  `<svg id="d" xmlns="http://www.w3.org/2000/svg" width="100%" style="max-width: 100px;" role="graphics-document" viewBox="${viewBox}">${inside}</svg>`
const clean = (inside: string, viewBox?: string, look = clear) => tidy(svg(inside, viewBox), window, look)

test('a drawing has a size, and only the rules that fit something', () => {
  const drawn = clean(
    '<style>#d .a{fill:red;cursor:pointer}#d .b{fill:blue}#d .a:hover{fill:green}</style><g class="a"><path d="M1.23456,2L3,4"/></g>',
  )!
  expect(drawn).toMatch(/^<svg [^>]*width="100"/)
  expect(drawn).toContain('height="50"')
  expect(drawn).toContain('viewBox="-8 -8 100 50"')
  expect(drawn).toContain('<style>#d .a{fill:red}</style>')
  expect(drawn).toContain('d="M1.23,2L3,4"')
  expect(drawn).not.toMatch(/role=|max-width/)
})

test('paper of its own lies under the drawing', () => {
  const drawn = clean('<g><path/></g><style>#d{x:y}</style>', undefined, { ink: '#222222', paper: '#ffffff' })!
  expect(drawn).toMatch(/<rect x="-8" y="-8" width="100" height="50" style="fill:#ffffff;stroke:none"\/><g><path/)
})

test('today is no part of a still picture, nor are symbols that nothing shows and styles that say nothing', () => {
  const drawn = clean(
    '<g class="today"><line/></g><defs><symbol/></defs><path style="undefined;;;undefined" data-points="W3"/>',
  )!
  expect(drawn).not.toMatch(/today|symbol|undefined|data-|style/)
})

test.each([
  ['HTML inside', '<foreignObject/>', undefined],
  ['a place that is no number', '<path d="M1,NaN"/>', undefined],
  ['no size', '<g/>', '0 0 0 10'],
  ['no numbers', '<g/>', '0 0 NaN 10'],
])('%s is no picture', (_, inside, viewBox) => {
  expect(clean(inside, viewBox)).toBeUndefined()
})

test('labels of mind maps are centred where Mermaid centres them in HTML alone', () => {
  const node = (x: number) => `<g class="mindmap-node"><g class="label" transform="translate(${x}, -9)"><text/></g></g>`
  expect(clean(node(0))).toContain('text-anchor="middle"')
  expect(clean(node(-20))).not.toContain('text-anchor')
})

test('a side that is drawn twice as a straight curve is one line; what bends stays', () => {
  expect(straightened('M0 0 C1 0, 2 0, 4 0 M0 0 C1 0, 3 0, 4 0 M4 0 C4 1, 4 2, 4 3')).toBe(
    'M0.00 0.00L4.00 0.00L4.00 3.00',
  )
  expect(straightened('M0 0 C0 4, 4 4, 4 0')).toBe('M0 0 C0 4, 4 4, 4 0')
  expect(straightened('M0 0 L4 0')).toBe('M0 0 L4 0')
})
