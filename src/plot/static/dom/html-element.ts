/** What Plotly makes of HTML around a drawing: boxes without a size, links whose address it checks, canvases, pictures. */
import { rectangle } from '../measure.ts'
import { TreeElement } from './node.ts'

export class HtmlElement extends TreeElement {
  // Plotly writes no markup here: a text in which it looks for entities, and nothing.
  set innerHTML(text: string) {
    this.textContent = text
  }

  getBoundingClientRect() {
    return rectangle({ left: 0, top: 0, right: 0, bottom: 0 })
  }
}

export class Canvas extends HtmlElement {
  width = 300
  height = 150
}

export class Link extends HtmlElement {
  get href(): string {
    return this.getAttribute('href') ?? ''
  }

  set href(address: string) {
    this.setAttribute('href', address)
  }

  /** `:` where the address is none, as in browsers. */
  get protocol(): string {
    return URL.canParse(this.href) ? new URL(this.href).protocol : ':'
  }
}

/** Style sheets are taken and forgotten: Plotly's are for the mouse. */
export class StyleSheet extends HtmlElement {
  readonly sheet = { insertRule(): void {} }
}

/** A picture to be loaded, which never is: nothing is fetched while a figure is drawn. */
export class Picture extends HtmlElement {
  onerror: (() => void) | undefined

  set src(_: string) {
    queueMicrotask(() => this.onerror?.())
  }
}
