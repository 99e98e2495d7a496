/** A window for Mermaid: jsdom's document, with the sizes of what is drawn (`boxes.ts`) that a browser would know. */
import { JSDOM } from 'jsdom'
import { type Box, matrixOf, rectangle } from '../measure.ts'
import { quicken } from '../quick-dom.ts'
import { boxOf, clientBoxOf } from './boxes.ts'
import { fontSize, inherited } from './style-sheet.ts'
import { textLength } from './text-runs.ts'

const nothing: Box = { left: 0, top: 0, right: 0, bottom: 0 }

export function makeWindow(): Record<string, any> {
  const { window } = new JSDOM('<!doctype html><body></body>')
  const w = window as unknown as Record<string, any>
  quicken(w)
  const svg = w.SVGElement.prototype
  // No `left` and `top`, as in browsers: Mermaid centres the labels of some shapes by whether they are there.
  svg.getBBox = function (this: Element) {
    const { x, y, width, height } = rectangle(boxOf(this) ?? nothing)
    return { x, y, width, height }
  }
  svg.getBoundingClientRect = function (this: Element) {
    return rectangle(clientBoxOf(this) ?? nothing)
  }
  svg.getComputedTextLength = function (this: Element) {
    return textLength(this)
  }
  Object.defineProperty(svg, 'transform', {
    get(this: Element) {
      const [a, b, c, d, e, f] = matrixOf(this.getAttribute('transform'))
      return { baseVal: { consolidate: () => ({ matrix: { a, b, c, d, e, f } }) } }
    },
  })
  // Styles are kept beside the document (`quick-dom.ts`): the serializer knows them, and what it writes is XML, as a file must be.
  const serializer = new w.XMLSerializer()
  const { get, set } = Object.getOwnPropertyDescriptor(w.Element.prototype, 'innerHTML')!
  Object.defineProperty(w.Element.prototype, 'innerHTML', {
    get(this: Element) {
      const only = this.firstElementChild
      return only?.localName === 'svg' && this.children.length === 1
        ? serializer.serializeToString(only)
        : get!.call(this)
    },
    set,
  })
  w.getComputedStyle = (element: Element) => ({
    textAnchor: inherited(element, 'text-anchor'),
    fontSize: `${fontSize(element)}px`,
    getPropertyValue: (name: string) =>
      name === 'font-size' ? `${fontSize(element)}px` : inherited(element, name) || '0px',
  })
  // The layout of mind maps belongs to a library that also wants to draw, again and again: it draws nowhere, and never.
  w.requestAnimationFrame = () => 0
  w.cancelAnimationFrame = () => {}
  const nowhere = new Proxy({}, { get: () => () => ({ width: 0 }), set: () => true })
  w.HTMLCanvasElement.prototype.getContext = () => nowhere
  return w
}
