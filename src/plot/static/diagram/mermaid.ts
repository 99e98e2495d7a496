/** Mermaid's own drawing without a browser, loaded when the first diagram comes (a quarter of a second). */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import { configuration, type Look } from './look.ts'
import { mistakeSentence } from './mistake.ts'
import { tidy } from './tidy.ts'
import { makeWindow } from './window.ts'

interface Mermaid {
  initialize(config: object): void
  parse(text: string): Promise<{ diagramType: string }>
  render(id: string, text: string): Promise<{ svg: string; diagramType: string }>
}

let loaded: { window: Record<string, any>; mermaid: Mermaid } | undefined

let seed = 1
/** Numbers that are the same for each drawing: layouts that start at random (mind maps) come out the same (Park and Miller, 1988). */
const random = () => {
  seed = (48271 * seed) % 2147483647
  return seed / 2147483647
}

function load(): { window: Record<string, any>; mermaid: Mermaid } {
  if (loaded) return loaded
  const window = makeWindow()
  const file = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js')
  const names =
    'document navigator location getComputedStyle requestAnimationFrame cancelAnimationFrame Element HTMLElement SVGElement Node DOMParser XMLSerializer'
  const given: Record<string, unknown> = Object.fromEntries(names.split(' ').map((name) => [name, window[name]]))
  given.window = given.self = window
  given.Math = Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(Math), random: { value: random } })
  // The file hands itself to `globalThis`, which is kept clear of it.
  given.globalThis = Object.create(globalThis, { __esbuild_esm_mermaid_nm: { value: { mermaid: {} } } })
  const code = `${readFileSync(file, 'utf8')}\nreturn __esbuild_esm_mermaid_nm.mermaid.default`
  const mermaid = compileFunction(code, Object.keys(given), { filename: file })(...Object.values(given))
  loaded = { window, mermaid }
  return loaded
}

/** Kinds whose drawings were looked at: right in shape, and readable on a white and on a dark page. */
const drawn = new Set([
  'flowchart',
  'flowchart-v2',
  'sequence',
  'class',
  'classDiagram',
  'state',
  'stateDiagram',
  'er',
  'pie',
  'mindmap',
  'gantt',
  'timeline',
  'gitGraph',
  'xychart',
  'quadrantChart',
])

/** What is wrong with a diagram's text, as a sentence; undefined where Mermaid reads it. */
export async function mistakeIn(text: string): Promise<string | undefined> {
  const { mermaid } = load()
  try {
    await mermaid.parse(text)
    return undefined
  } catch (error) {
    return mistakeSentence(error, text)
  }
}

/** Draws a diagram as SVG text. */
export async function drawDiagram(text: string, look: Look): Promise<string> {
  const { window, mermaid } = load()
  mermaid.initialize(configuration(look))
  const { diagramType } = await mermaid.parse(text)
  if (!drawn.has(diagramType)) throw new Error(`There is no still picture of a diagram of the kind ${diagramType}.`)
  seed = 1
  const { svg } = await mermaid.render('d', text)
  const picture = tidy(svg, window, look)
  if (!picture) throw new Error('Mermaid’s drawing needs a browser.')
  return picture
}
