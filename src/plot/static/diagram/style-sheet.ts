/** The style sheet that Mermaid writes into a drawing, for what layout asks of it: jsdom knows no `<style>` inside SVG. */

export interface Rule {
  selector: string
  /** Ids, classes and tags of the selector in one number: the larger one wins. */
  weight: number
  values: Map<string, string>
}

function weightOf(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0
  return (
    10_000 * count(/#[\w-]+/g) +
    100 * count(/\.[\w-]+|\[[^\]]*\]|(?<!:):[\w-]+/g) +
    count(/(?<![\w.#:[-])[a-zA-Z][\w-]*/g)
  )
}

/**
 * The rules of a flat style sheet, weakest first; `@keyframes` and other blocks within blocks are left out.
 * @param options.important keep the word `!important` in values @default false
 */
export function parseSheet(css: string, { important = false } = {}): Rule[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@[\w-]+[^{;]*(?:\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|;)/g, '')
  const rules: Rule[] = []
  for (const [, selectors, body] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const values = new Map<string, string>()
    for (const declaration of body!.split(';')) {
      const colon = declaration.indexOf(':')
      const value = declaration.slice(colon + 1).replace(important ? '' : /!important/, '')
      if (colon > 0) values.set(declaration.slice(0, colon).trim(), value.trim())
    }
    for (const selector of selectors!.split(/,(?![^[(]*[\])])/)) {
      if (values.size) rules.push({ selector: selector.trim(), weight: weightOf(selector), values })
    }
  }
  return rules.sort((a, b) => a.weight - b.weight) // stable: of equal weight the later one wins
}

/** Whether an element has the tag or the classes that a selector ends in: most have not, and are spared the document's slow answer. */
function mayFit(element: Element, selector: string): boolean {
  const [, tag, names = ''] = /([a-zA-Z][\w-]*)?((?:\.[\w-]+)*)$/.exec(selector)!
  if (!names) return !tag || element.localName === tag || /[#:[]\S*$/.test(selector)
  const own = element.getAttribute('class') ?? ''
  return names.split('.').every((one) => own.includes(one))
}

/** Whether an element fits a selector; one that jsdom cannot read fits nothing. */
export function fits(element: Element, selector: string): boolean {
  try {
    return mayFit(element, selector) && element.matches(selector)
  } catch {
    return false
  }
}

interface Sheet {
  style: Element
  text: string
  /** The rules that say something of a property, strongest first. */
  of: Map<string, Rule[]>
}

const sheets = new WeakMap<Element, Sheet>()

function styleIn(root: Element): Element | undefined {
  for (let at = root.firstElementChild; at; at = at.nextElementSibling) if (at.localName === 'style') return at
  return undefined
}

function rulesOf(root: Element, name: string): Rule[] {
  let known = sheets.get(root)
  if (!known || known.style.parentNode !== root || known.style.textContent !== known.text) {
    const style = styleIn(root)
    if (!style) return []
    const text = style.textContent ?? ''
    known = { style, text, of: new Map() }
    for (const rule of parseSheet(text).reverse()) {
      for (const property of rule.values.keys()) {
        known.of.set(property, [...(known.of.get(property) ?? []), rule])
      }
    }
    sheets.set(root, known)
  }
  return known.of.get(name) ?? []
}

/** The outermost `<svg>` around an element. */
function rootOf(element: Element): Element {
  let root = element
  for (let at: Element | null = element; at; at = at.parentElement) if (at.localName === 'svg') root = at
  return root
}

/** What an element itself is given: by its style, else by the sheet, else by its attribute. */
export function own(element: Element, name: string): string {
  const inline = (element as { style?: CSSStyleDeclaration }).style?.getPropertyValue(name)
  if (inline) return inline
  for (const { selector, values } of rulesOf(rootOf(element), name))
    if (fits(element, selector)) return values.get(name)!
  return element.getAttribute(name) ?? ''
}

/** What an element has, of its own or from the nearest ancestor that says it. */
export function inherited(element: Element | null, name: string): string {
  for (let at = element; at; at = at.parentElement) {
    const value = own(at, name)
    if (value && value !== 'inherit') return value
  }
  return ''
}

/** Font size in pixels; `em` and `%` are of the size around. @default 16 px */
export function fontSize(element: Element | null): number {
  for (let at = element; at; at = at.parentElement) {
    const value = own(at, 'font-size')
    const number = Number.parseFloat(value)
    if (!Number.isFinite(number)) continue
    if (value.endsWith('rem')) return 16 * number
    if (value.endsWith('em')) return number * fontSize(at.parentElement)
    if (value.endsWith('ex')) return number * 0.519 * fontSize(at.parentElement) // Arial's x-height
    return value.endsWith('%') ? (number * fontSize(at.parentElement)) / 100 : number
  }
  return 16
}
