/**
 * Short ways for what Plotly asks of a document thousands of times a figure. jsdom is made to be right for any page; for
 * elements that only Plotly touches, looking for a tag or a class and keeping styles as text take a tenth of the time so.
 */

interface Wanted {
  tag: string
  classes: string[]
  attributes: [name: string, value: string][]
}

const selectors = new Map<string, Wanted | undefined>()

/** `tag`, `.class`, `#id`, `[name="value"]` and any of them together; undefined for any other selector, which is left to jsdom. */
export function simple(selector: string): Wanted | undefined {
  if (selectors.has(selector)) return selectors.get(selector)
  const match = /^([a-zA-Z]\w*)?((?:[.#][\w-]+|\[[\w-]+="[^"]*"\])*)$/.exec(selector)
  const parts = [...(match?.[2] ?? '').matchAll(/([.#])([\w-]+)|\[([\w-]+)="([^"]*)"\]/g)]
  const wanted: Wanted | undefined =
    match && selector
      ? {
          tag: match[1] ?? '',
          classes: parts.filter(([, mark]) => mark === '.').map(([, , name]) => name!),
          attributes: parts
            .filter(([, mark]) => mark !== '.')
            .map(([, mark, id, name, value]) => (mark ? ['id', id!] : [name!, value!])),
        }
      : undefined
  if (selectors.size > 2000) selectors.clear() // ids with numbers that never come again
  selectors.set(selector, wanted)
  return wanted
}

function fits(element: Element, { tag, classes, attributes }: Wanted): boolean {
  if (tag && element.localName !== tag) return false
  if (attributes.some(([name, value]) => element.getAttribute(name) !== value)) return false
  if (!classes.length) return true
  const own = element.getAttribute('class')
  if (!own) return false
  return classes.every((name) => {
    const at = own.indexOf(name)
    return at >= 0 && (own.length === name.length || own.split(' ').includes(name))
  })
}

/** Elements below one that fit, in the order of the document; only the first of them where one is enough. */
function find(root: Node, wanted: Wanted, one: boolean, found: Element[] = []): Element[] {
  for (let node = root.firstChild; node; node = node.nextSibling) {
    if (node.nodeType !== 1) continue
    if (fits(node as Element, wanted)) found.push(node as Element)
    if (one && found.length) break
    find(node, wanted, one, found)
    if (one && found.length) break
  }
  return found
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** An element's inline style: names and values, no questions asked. */
class Style {
  readonly rules = new Map<string, string>()
  readonly #changed: () => void

  constructor(text: string, changed: () => void) {
    for (const rule of text.split(';')) {
      const colon = rule.indexOf(':')
      if (colon > 0) this.rules.set(rule.slice(0, colon).trim(), rule.slice(colon + 1).trim())
    }
    this.#changed = changed
  }

  getPropertyValue(name: string): string {
    return this.rules.get(name) ?? ''
  }

  setProperty(name: string, value: unknown): void {
    const text = String(value ?? '')
    if (this.rules.get(name) === text) return
    if (text) this.rules.set(name, text)
    else this.rules.delete(name)
    this.#changed()
  }

  removeProperty(name: string): void {
    if (this.rules.delete(name)) this.#changed()
  }

  get cssText(): string {
    return Array.from(this.rules, ([name, value]) => `${name}: ${value};`).join(' ')
  }
}

/** What Plotly reads and writes as `style.name`, in SVG. */
const named =
  'background backgroundColor cursor display fill fontFamily fontSize fontStyle fontVariant fontWeight pointerEvents stroke visibility'
for (const name of [...named.split(' '), 'font-size']) {
  Object.defineProperty(Style.prototype, name, {
    get(this: Style) {
      return this.getPropertyValue(kebab(name))
    },
    set(this: Style, value: string) {
      this.setProperty(kebab(name), value)
    },
  })
}

/** The attribute that styles are written as: jsdom would parse one called `style`. */
const stand = 'data-style'

/** Styles of SVG elements kept as text, and written into the document only where someone looks. */
function quickStyles(window: Record<string, any>): void {
  const styles = new WeakMap<Element, Style>()
  const changed = new Set<Element>()
  const prototype = window.SVGElement.prototype
  const { setAttribute, removeAttribute, getAttribute } = window.Element.prototype
  const cloneNode = window.Node.prototype.cloneNode
  const write = () => {
    for (const element of changed) {
      const text = styles.get(element)!.cssText
      if (text) setAttribute.call(element, stand, text)
      else removeAttribute.call(element, stand)
    }
    changed.clear()
  }
  Object.defineProperty(prototype, 'style', {
    configurable: true,
    get(this: Element) {
      let style = styles.get(this)
      if (!style) {
        style = new Style(getAttribute.call(this, stand) ?? '', () => changed.add(this))
        styles.set(this, style)
      }
      return style
    },
  })
  const own = (name: string) => (name === 'style' ? stand : name)
  prototype.getAttribute = function (name: string) {
    return (name === 'style' && styles.get(this)?.cssText) || getAttribute.call(this, own(name))
  }
  const put = (change: (...args: any[]) => void) =>
    function (this: Element, name: string, value?: string) {
      if (name === 'style') {
        styles.delete(this)
        changed.delete(this)
      }
      change.call(this, own(name), value)
    }
  prototype.setAttribute = put(setAttribute)
  prototype.removeAttribute = put(removeAttribute)
  prototype.cloneNode = function (deep?: boolean) {
    write()
    return cloneNode.call(this, deep)
  }
  const { serializeToString } = window.XMLSerializer.prototype
  window.XMLSerializer.prototype.serializeToString = function (root: Node) {
    write()
    return serializeToString.call(this, root).replaceAll(` ${stand}="`, ' style="')
  }
}

/** Makes a window of jsdom quick for Plotly. */
export function quicken(window: Record<string, any>): void {
  const prototype = window.Element.prototype
  const { querySelector, querySelectorAll } = prototype
  prototype.querySelector = function (selector: string) {
    const wanted = simple(selector)
    return wanted ? (find(this, wanted, true)[0] ?? null) : querySelector.call(this, selector)
  }
  prototype.querySelectorAll = function (selector: string) {
    const wanted = simple(selector)
    return wanted ? find(this, wanted, false) : querySelectorAll.call(this, selector)
  }
  quickStyles(window)
}
