import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { quicken } from '../../../src/plot/static/quick-dom.ts'

/** A window as Mermaid gets it, and one as jsdom makes it, each with the same drawing. */
const markup =
  '<svg><g class="a b"><path class="ab"/><path class="a" data-index="3"/></g><g id="x"><text class="b a">t</text></g></svg>'
const windowOf = () => new JSDOM(`<body>${markup}</body>`).window as any
const quick = windowOf()
quicken(quick)
const slow = windowOf()

test.each(['path', '.a', 'g.a', '.a.b', '.ab', '#x', 'g#x', '.a[data-index="3"]', '.none', 'g > path', '.ab,text'])(
  '%s finds the same elements as jsdom does',
  (selector) => {
    const found = (window: any) =>
      Array.from(window.document.body.querySelectorAll(selector), (one: any) => one.outerHTML)
    expect(found(quick)).toEqual(found(slow))
    expect(quick.document.body.querySelector(selector)?.outerHTML).toBe(
      slow.document.body.querySelector(selector)?.outerHTML,
    )
  },
)

test('styles are written where the drawing becomes text, and are copied with it', () => {
  const path = quick.document.querySelector('path')
  path.setAttribute('style', 'fill: red; opacity: 1')
  path.style.setProperty('stroke', 'rgb(1, 2, 3)')
  path.style.setProperty('fill', '')
  path.style.removeProperty('opacity')
  expect(path.style.stroke).toBe('rgb(1, 2, 3)')
  expect(path.getAttribute('style')).toBe('stroke: rgb(1, 2, 3);')
  const text = new quick.XMLSerializer().serializeToString(path.cloneNode(true))
  expect(text).toContain('style="stroke: rgb(1, 2, 3);"')
})
