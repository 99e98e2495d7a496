/**
 * A tree of elements and text for drawings that nobody clicks on. jsdom keeps what any page may ask of a document – live lists,
 * observers, ranges, names on the window – and took more than half of a picture's time for it; Plotly asks for none of that while
 * it draws. Elements are {@link Element}s of the DOM as far as Plotly goes; what it does not use is not there.
 */
import { InlineStyle } from './inline-style.ts'
import { find, testOf } from './selector.ts'

/** What elements and text have in common: their place in the tree. */
export class TreeNode {
  parentNode: TreeElement | null = null
  previousSibling: TreeNode | null = null
  nextSibling: TreeNode | null = null
  firstChild: TreeNode | null = null
  lastChild: TreeNode | null = null
  readonly nodeType: number
  readonly ownerDocument: any

  constructor(nodeType: number, ownerDocument: any) {
    this.nodeType = nodeType
    this.ownerDocument = ownerDocument
  }

  get parentElement(): TreeElement | null {
    return this.parentNode?.nodeType === 1 ? this.parentNode : null
  }

  /** A list of its own: it does not change with the tree. */
  get childNodes(): TreeNode[] {
    const list: TreeNode[] = []
    for (let node = this.firstChild; node; node = node.nextSibling) list.push(node)
    return list
  }

  get textContent(): string {
    let text = ''
    for (let node = this.firstChild; node; node = node.nextSibling) text += node.textContent
    return text
  }

  set textContent(text: string) {
    while (this.firstChild) this.removeChild(this.firstChild)
    if (text !== '' && text != null) this.appendChild(new TreeText(String(text), this.ownerDocument))
  }

  contains(node: TreeNode | null): boolean {
    for (let at = node; at; at = at.parentNode) if (at === this) return true
    return false
  }

  appendChild<T extends TreeNode>(node: T): T {
    return this.insertBefore(node, null)
  }

  append(...nodes: TreeNode[]): void {
    for (const node of nodes) this.appendChild(node)
  }

  insertBefore<T extends TreeNode>(node: T, before: TreeNode | null): T {
    if ((node as TreeNode) === before) return node
    node.remove()
    const after = before ? before.previousSibling : this.lastChild
    node.parentNode = this as never
    node.previousSibling = after
    node.nextSibling = before
    if (after) after.nextSibling = node
    else this.firstChild = node
    if (before) before.previousSibling = node
    else this.lastChild = node
    return node
  }

  removeChild<T extends TreeNode>(node: T): T {
    node.remove()
    return node
  }

  remove(): void {
    const { parentNode: parent, previousSibling: previous, nextSibling: next } = this
    if (!parent) return
    if (previous) previous.nextSibling = next
    else parent.firstChild = next
    if (next) next.previousSibling = previous
    else parent.lastChild = previous
    this.parentNode = this.previousSibling = this.nextSibling = null
  }

  /** 4 where the other comes later in the tree, 2 where it comes earlier; one inside the other is not told apart. */
  compareDocumentPosition(other: TreeNode): number {
    if (this === (other as TreeNode)) return 0
    const pathOf = (node: TreeNode) => {
      const path: TreeNode[] = []
      for (let at: TreeNode | null = node; at; at = at.parentNode) path.unshift(at)
      return path
    }
    const [mine, others] = [pathOf(this), pathOf(other)]
    let depth = 0
    while (mine[depth] && mine[depth] === others[depth]) depth++
    if (!others[depth]) return 2
    if (!mine[depth]) return 4
    for (let at = mine[depth]!.nextSibling; at; at = at.nextSibling) if (at === others[depth]) return 4
    return 2
  }
}

export class TreeText extends TreeNode {
  data: string

  constructor(data: string, ownerDocument: any) {
    super(3, ownerDocument)
    this.data = data
  }

  get nodeName(): string {
    return '#text'
  }

  get nodeValue(): string {
    return this.data
  }

  override get textContent(): string {
    return this.data
  }

  override set textContent(text: string) {
    this.data = String(text)
  }

  cloneNode(): TreeText {
    return new TreeText(this.data, this.ownerDocument)
  }
}

/** Names that are written with a prefix, whatever the one who sets them calls it. */
const prefixes: Record<string, string> = {
  'http://www.w3.org/1999/xlink': 'xlink:',
  'http://www.w3.org/XML/1998/namespace': 'xml:',
  'http://www.w3.org/2000/xmlns/': 'xmlns:',
}

const qualified = (space: string | null, name: string) =>
  name === 'xmlns' ? name : (prefixes[space ?? ''] ?? '') + name.slice(name.indexOf(':') + 1)

export class TreeElement extends TreeNode {
  readonly localName: string
  readonly namespaceURI: string
  readonly attributes = new Map<string, string>()
  #style: InlineStyle | undefined

  constructor(namespaceURI: string, localName: string, ownerDocument: any) {
    super(1, ownerDocument)
    this.namespaceURI = namespaceURI
    this.localName = localName
  }

  get nodeName(): string {
    return this.localName
  }

  get tagName(): string {
    return this.localName
  }

  get style(): InlineStyle {
    return (this.#style ??= new InlineStyle())
  }

  get id(): string {
    return this.getAttribute('id') ?? ''
  }

  set id(value: string) {
    this.setAttribute('id', value)
  }

  getAttribute(name: string): string | null {
    if (name === 'style') return this.#style?.cssText || null
    return this.attributes.get(name) ?? null
  }

  getAttributeNS(space: string | null, name: string): string | null {
    return this.getAttribute(qualified(space, name))
  }

  setAttribute(name: string, value: unknown): void {
    if (name === 'style') this.#style = new InlineStyle(String(value))
    else this.attributes.set(name, String(value))
  }

  setAttributeNS(space: string | null, name: string, value: unknown): void {
    this.setAttribute(qualified(space, name), value)
  }

  removeAttribute(name: string): void {
    if (name === 'style') this.#style = undefined
    else this.attributes.delete(name)
  }

  removeAttributeNS(space: string | null, name: string): void {
    this.removeAttribute(qualified(space, name))
  }

  get children(): TreeElement[] {
    return this.childNodes.filter((node) => node.nodeType === 1) as TreeElement[]
  }

  get firstElementChild(): TreeElement | null {
    for (let node = this.firstChild; node; node = node.nextSibling) if (node.nodeType === 1) return node as TreeElement
    return null
  }

  get classList() {
    const words = () => (this.getAttribute('class') ?? '').split(/\s+/).filter(Boolean)
    return {
      contains: (name: string) => words().includes(name),
      add: (...names: string[]) => this.setAttribute('class', [...new Set([...words(), ...names])].join(' ')),
      remove: (...names: string[]) =>
        this.setAttribute(
          'class',
          words()
            .filter((word) => !names.includes(word))
            .join(' '),
        ),
    }
  }

  querySelector(selector: string): Element | null {
    return find(this as never, testOf(selector), true)[0] ?? null
  }

  querySelectorAll(selector: string): Element[] {
    return find(this as never, testOf(selector))
  }

  matches(selector: string): boolean {
    return testOf(selector)(this as never)
  }

  cloneNode(deep = false): TreeElement {
    const copy: TreeElement = this.ownerDocument.createElementNS(this.namespaceURI, this.localName)
    for (const [name, value] of this.attributes) copy.attributes.set(name, value)
    if (this.#style) copy.#style = new InlineStyle(this.#style.cssText)
    if (deep)
      for (let node = this.firstChild; node; node = node.nextSibling)
        copy.appendChild((node as TreeElement | TreeText).cloneNode(true))
    return copy
  }

  // Nobody clicks on a picture.
  addEventListener(): void {}
  removeEventListener(): void {}
  dispatchEvent(): boolean {
    return true
  }
}
