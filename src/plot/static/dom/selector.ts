/** The selectors that Plotly uses, read once and matched against elements. */

/** What one element must be: `tag`, `.class`, `#id`, `[name="value"]` and any of them together. */
export interface Compound {
  tag: string
  classes: string[]
  attributes: [name: string, value: string][]
}

const kept = new Map<string, Compound | undefined>()

/** A selector for one element, with no more than a {@link Compound} says; undefined for any other. */
export function simple(selector: string): Compound | undefined {
  if (kept.has(selector)) return kept.get(selector)
  const match = /^([a-zA-Z][\w-]*)?((?:[.#][\w-]+|\[[\w-]+="[^"]*"\])*)$/.exec(selector)
  const parts = [...(match?.[2] ?? '').matchAll(/([.#])([\w-]+)|\[([\w-]+)="([^"]*)"\]/g)]
  const wanted: Compound | undefined =
    match && selector
      ? {
          tag: match[1] ?? '',
          classes: parts.filter(([, mark]) => mark === '.').map(([, , name]) => name!),
          attributes: parts
            .filter(([, mark]) => mark !== '.')
            .map(([, mark, id, name, value]) => (mark ? ['id', id!] : [name!, value!])),
        }
      : undefined
  if (kept.size > 2000) kept.clear() // ids with numbers that never come again
  kept.set(selector, wanted)
  return wanted
}

/** Whether a class is among the words of a `class` attribute. */
function hasWord(words: string, word: string): boolean {
  for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1)) {
    const end = at + word.length
    if ((at === 0 || words[at - 1] === ' ') && (end === words.length || words[end] === ' ')) return true
  }
  return false
}

/** Whether an element is what a simple selector says. */
export function fits(element: Element, { tag, classes, attributes }: Compound): boolean {
  if (tag && element.localName !== tag) return false
  for (const [name, value] of attributes) if (element.getAttribute(name) !== value) return false
  if (!classes.length) return true
  const own = element.getAttribute('class')
  if (!own) return false
  for (const name of classes) if (!hasWord(own, name)) return false
  return true
}

type Test = (element: Element) => boolean

const extras: [pattern: RegExp, test: (...groups: string[]) => Test][] = [
  [/:first-child$/, () => (element) => element.parentNode?.firstElementChild === element],
  [/:not\(\[([\w-]+)\]\)$/, (name) => (element) => element.getAttribute(name!) === null],
  [
    /\[([\w-]+)([*^]?)="?([^"\]]*)"?\]$/,
    (name, mark, value) => (element) => {
      const own = element.getAttribute(name!) ?? ''
      return mark === '*' ? own.includes(value!) : mark === '^' ? own.startsWith(value!) : own === value
    },
  ],
]

/** One element's part of a selector, with what Plotly adds to simple ones: `:first-child`, `:not([d])`, `[class^="bar"]`. */
function one(text: string): Test {
  if (text === '*') return () => true
  const wanted = simple(text)
  if (wanted) return (element) => fits(element, wanted)
  for (const [pattern, test] of extras) {
    const match = pattern.exec(text)
    if (!match) continue
    const last = test(...match.slice(1))
    const rest = text.slice(0, match.index)
    if (!rest) return last
    const first = one(rest)
    return (element) => first(element) && last(element)
  }
  throw new Error(`The drawing's document does not know the selector “${text}”.`)
}

/** Parts joined by a space (below it) or `>` (right below it). */
function chain(text: string): Test {
  const parts = text
    .trim()
    .replace(/\s*>\s*/g, ' >')
    .split(/\s+/)
  let test: Test = () => true
  for (const [i, part] of parts.entries()) {
    const direct = part.startsWith('>')
    const own = one(direct ? part.slice(1) : part)
    const above = test
    if (i === 0) test = own
    else
      test = (element) => {
        if (!own(element)) return false
        for (let at = element.parentElement; at; at = at.parentElement) {
          if (above(at)) return true
          if (direct) return false
        }
        return false
      }
  }
  return test
}

const tests = new Map<string, Test>()

/** Any selector as a test of an element. @throws for what Plotly does not use */
export function testOf(selector: string): Test {
  let test = tests.get(selector)
  if (!test) {
    const any = selector.split(',').map(chain)
    test = any.length === 1 ? any[0]! : (element) => any.some((passes) => passes(element))
    if (tests.size > 2000) tests.clear()
    tests.set(selector, test)
  }
  return test
}

/** Elements below one that pass, in the order of the document; only the first of them where one is enough. */
export function find(root: Node, test: Test, first = false, found: Element[] = []): Element[] {
  for (let node = root.firstChild; node; node = node.nextSibling) {
    if (node.nodeType !== 1) continue
    if (test(node as Element)) found.push(node as Element)
    if (first && found.length) break
    find(node, test, first, found)
    if (first && found.length) break
  }
  return found
}
