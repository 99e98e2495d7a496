/** A window and a document for plotly.js, as little of both as it needs to draw. */
import { Canvas, HtmlElement, Link, Picture, StyleSheet } from './html-element.ts'
import { TreeElement, TreeNode, TreeText } from './node.ts'
import { find, testOf } from './selector.ts'
import { serialize } from './serialize.ts'
import { SvgElement } from './svg-element.ts'

const html = 'http://www.w3.org/1999/xhtml'

const kinds: Record<string, typeof HtmlElement> = { a: Link, canvas: Canvas, img: Picture, style: StyleSheet }

class TreeDocument extends TreeNode {
  readonly documentElement: TreeElement
  readonly head: TreeElement
  readonly body: TreeElement
  readonly defaultView: Record<string, any>

  constructor(view: Record<string, any>) {
    super(9, null)
    this.defaultView = view
    this.documentElement = this.appendChild(this.createElement('html'))
    this.head = this.documentElement.appendChild(this.createElement('head'))
    this.body = this.documentElement.appendChild(this.createElement('body'))
  }

  createElement(name: string): TreeElement {
    const tag = name.toLowerCase()
    return new (kinds[tag] ?? HtmlElement)(html, tag, this)
  }

  createElementNS(space: string, name: string): TreeElement {
    return space === html ? this.createElement(name) : new SvgElement(space, name, this)
  }

  createTextNode(text: string): TreeText {
    return new TreeText(String(text), this)
  }

  getElementById(id: string): Element | null {
    return find(this as never, (element) => element.getAttribute('id') === id, true)[0] ?? null
  }

  querySelector(selector: string): Element | null {
    return find(this as never, testOf(selector), true)[0] ?? null
  }

  querySelectorAll(selector: string): Element[] {
    return find(this as never, testOf(selector))
  }

  addEventListener(): void {}
  removeEventListener(): void {}
}

/** A new window with an empty document. */
export function makeWindow(): Record<string, any> {
  const window: Record<string, any> = {
    navigator: { userAgent: 'gradlab' },
    location: { href: 'about:blank', protocol: 'about:', hash: '', search: '' },
    devicePixelRatio: 1,
    innerWidth: 1024,
    innerHeight: 768,
    addEventListener() {},
    removeEventListener() {},
    requestAnimationFrame: (draw: () => void) => setTimeout(draw, 0),
    cancelAnimationFrame: (timer: NodeJS.Timeout) => clearTimeout(timer),
    setTimeout,
    clearTimeout,
    console,
    Element: TreeElement,
    HTMLElement: HtmlElement,
    HTMLCanvasElement: Canvas,
    SVGElement: SvgElement,
    Node: TreeNode,
    Image: class extends Picture {
      constructor() {
        super(html, 'img', window.document)
      }
    },
    XMLSerializer: class {
      serializeToString = serialize
    },
    /** Asked for while plotly.js loads; parses the logo of the bar of buttons, which no picture has. */
    DOMParser: class {},
    URL: { createObjectURL: () => 'blob:none' },
    /** An element has the style that is written on it, and no other: there is no sheet. */
    getComputedStyle: (element: TreeElement) => ({
      display: 'block',
      getPropertyValue: (name: string) => element.style.getPropertyValue(name),
    }),
  }
  window.self = window
  window.document = new TreeDocument(window)
  return window
}
