/**
 * Short ways for what Mermaid asks of jsdom's document thousands of times a diagram. jsdom is made to be right for any page; for
 * elements that only a drawing touches, looking for a tag or a class and keeping styles as text take a tenth of the time so.
 */
import { InlineStyle } from './dom/inline-style.ts'
import { find, fits, simple } from './dom/selector.ts'

/** The attribute that styles are written as: jsdom would parse one called `style`. */
const stand = 'data-style'

/** Styles of SVG elements kept as text, and written into the document only where someone looks. */
function quickStyles(window: Record<string, any>): void {
  const styles = new WeakMap<Element, InlineStyle>()
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
        style = new InlineStyle(getAttribute.call(this, stand) ?? '', () => changed.add(this))
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

/** Makes a window of jsdom quick for a drawing. */
export function quicken(window: Record<string, any>): void {
  const prototype = window.Element.prototype
  const { querySelector, querySelectorAll } = prototype
  prototype.querySelector = function (selector: string) {
    const wanted = simple(selector)
    return wanted
      ? (find(this, (element) => fits(element, wanted), true)[0] ?? null)
      : querySelector.call(this, selector)
  }
  prototype.querySelectorAll = function (selector: string) {
    const wanted = simple(selector)
    return wanted ? find(this, (element) => fits(element, wanted)) : querySelectorAll.call(this, selector)
  }
  quickStyles(window)
}
