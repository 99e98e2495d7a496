import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { find, simple, testOf } from '../../../../src/plot/static/dom/selector.ts'

const markup =
  '<svg><g class="a b"><path class="ab" d="M0,0"/><path class="a" data-index="3"/></g>' +
  '<g id="x" class="legend2"><text class="b a aa">t</text><g><path class="a"/></g></g></svg>'
const { body } = new JSDOM(`<body>${markup}</body>`).window.document

test.each([
  ...['path', '.a', 'g.a', '.a.b', '.ab', '#x', 'g#x', '.a[data-index="3"]', '.none', '*', 'g *', 'no-such-tag'],
  ...['g > path', '.a > path', '.ab,text', 'g.a path.a', 'svg path', 'svg g g .a', ':first-child', 'g:first-child'],
  ...['path:not([d])', '[class^="legend"]', 'g[class^="leg"]', 'g[class*=end]', '.b, .ab ,none', '[data-index="3"]'],
])('%s finds the same elements as jsdom does', (selector) => {
  const expected = [...body.querySelectorAll(selector)]
  expect(find(body, testOf(selector))).toEqual(expected)
  expect(find(body, testOf(selector), true)).toEqual(expected.slice(0, 1))
})

test('a class is a whole word', () => {
  expect(testOf('.a')(body.querySelector('text')!)).toBe(true)
  expect(testOf('.legend')(body.querySelector('#x')!)).toBe(false)
})

test('what one simple test cannot say is not simple', () => {
  expect(simple('g > path')).toBeUndefined()
  expect(simple('')).toBeUndefined()
  expect(simple('g.a')).toEqual({ tag: 'g', classes: ['a'], attributes: [] })
})

test('a selector that is not known is named', () => {
  expect(() => testOf('g:hover')).toThrow('does not know the selector “g:hover”')
})
