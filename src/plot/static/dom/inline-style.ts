/** An element's inline style as names and values, no questions asked: parsing CSS took a tenth of a picture's time. */

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export class InlineStyle {
  readonly rules = new Map<string, string>()
  /** As it was written, until something changes. */
  #text: string | undefined
  readonly #told: (() => void) | undefined

  /** @param changed is called after every change */
  constructor(text = '', changed?: () => void) {
    for (const rule of text.split(';')) {
      const colon = rule.indexOf(':')
      if (colon > 0) this.rules.set(rule.slice(0, colon).trim(), rule.slice(colon + 1).trim())
    }
    this.#text = text || undefined
    this.#told = changed
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

  #changed(): void {
    this.#text = undefined
    this.#told?.()
  }

  get cssText(): string {
    if (this.#text === undefined) {
      this.#text = ''
      for (const [name, value] of this.rules) this.#text += `${this.#text && ' '}${name}: ${value};`
    }
    return this.#text
  }
}

/** What Plotly reads and writes as `style.name`, in SVG. */
const named =
  'background backgroundColor cursor display fill fontFamily fontSize fontStyle fontVariant fontWeight pointerEvents stroke visibility'
for (const name of [...named.split(' '), 'font-size']) {
  const property = kebab(name)
  Object.defineProperty(InlineStyle.prototype, name, {
    get(this: InlineStyle) {
      return this.getPropertyValue(property)
    },
    set(this: InlineStyle, value: string) {
      this.setProperty(property, value)
    },
  })
}
