import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { serialize } from '../../../../src/plot/static/dom/serialize.ts'
import { makeWindow } from '../../../../src/plot/static/dom/window.ts'

const svg = 'http://www.w3.org/2000/svg'

const real = new JSDOM('<body></body>').window.document

/** The same few elements in our document and in jsdom's. */
function pair(count: number) {
  return [makeWindow().document, real].map((document) =>
    Array.from({ length: count }, (_, i) => document.createElementNS(svg, `g${i}`)),
  ) as [any[], any[]]
}

const shape = (node: any): string => `${node.localName}(${[...node.childNodes].map(shape).join(' ')})`

test('a tree moves as jsdom’s does', () => {
  const count = 6
  const index = fc.nat(count - 1)
  const step = fc.record({ parent: index, child: index, before: fc.option(index), remove: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const [mine, theirs] = pair(count)
      for (const { parent, child, before, remove } of steps) {
        // What browsers forbid is not asked for: an element in itself, or before one that is elsewhere.
        if (theirs[child].contains(theirs[parent])) continue
        const place = before !== null && theirs[before].parentNode === theirs[parent] ? before : undefined
        for (const nodes of [mine, theirs]) {
          if (remove) nodes[child].remove()
          else nodes[parent].insertBefore(nodes[child], place === undefined ? null : nodes[place])
        }
      }
      for (let i = 0; i < count; i++) {
        expect(shape(mine[i])).toBe(shape(theirs[i]))
        expect(mine[i].parentNode?.localName).toBe(theirs[i].parentNode?.localName)
        expect(mine[i].previousSibling?.localName).toBe(theirs[i].previousSibling?.localName)
      }
    }),
    { numRuns: 60 },
  )
})

test('text, clones and order', () => {
  const { document } = makeWindow()
  const text = document.createElementNS(svg, 'text')
  text.textContent = 'a < b'
  const span = text.appendChild(document.createElementNS(svg, 'tspan'))
  span.textContent = ' & c'
  text.style.setProperty('fill', 'red')
  text.setAttribute('x', 1)
  expect(text.textContent).toBe('a < b & c')
  const copy = text.cloneNode(true)
  span.textContent = ''
  expect(serialize(copy)).toBe(`<text xmlns="${svg}" x="1" style="fill: red;">a &lt; b<tspan> &amp; c</tspan></text>`)
  expect(text.firstChild.nodeValue).toBe('a < b')
  expect(text.children).toEqual([span])
  expect(text.firstElementChild).toBe(span)
  expect(text.firstChild.compareDocumentPosition(span) & 4).toBe(4)
  expect(span.compareDocumentPosition(text.firstChild) & 2).toBe(2)
  expect(text.contains(span)).toBe(true)
  expect(span.contains(text)).toBe(false)
})

test('attributes with and without a namespace; style is one of them; classes', () => {
  const { document } = makeWindow()
  const image = document.createElementNS(svg, 'image')
  image.setAttributeNS('http://www.w3.org/1999/xlink', 'href', '#a')
  expect(image.getAttributeNS('http://www.w3.org/1999/xlink', 'href')).toBe('#a')
  expect(image.getAttribute('xlink:href')).toBe('#a')
  image.removeAttributeNS('http://www.w3.org/1999/xlink', 'href')
  expect(image.getAttribute('xlink:href')).toBeNull()
  image.setAttribute('style', 'fill: red')
  expect(image.style.fill).toBe('red')
  expect(image.getAttribute('style')).toBe('fill: red')
  image.removeAttribute('style')
  expect(image.getAttribute('style')).toBeNull()
  image.classList.add('a', 'b')
  image.classList.remove('a')
  expect(image.classList.contains('b')).toBe(true)
  expect(image.getAttribute('class')).toBe('b')
  expect(image.matches('image.b')).toBe(true)
})
