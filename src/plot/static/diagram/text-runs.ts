/**
 * Where the words of an SVG text stand: lines begin where a `tspan` has a place of its own, and the anchor moves each line as a
 * whole (SVG 1.1, 10.5 and 10.9.1). Widths come from the same table as those of figures.
 */
import { around, ascent, type Box, descent } from '../measure.ts'
import { textWidth } from '../widths.ts'
import { fontSize, inherited } from './style-sheet.ts'

export interface Run {
  /** The element that holds the words directly. */
  element: Element
  left: number
  width: number
  /** The height of the letters' feet. */
  baseline: number
  size: number
}

/** How far letters move down so that what `dominant-baseline` names stands at y, in units of the font size. */
const baselines: Record<string, number> = {
  middle: 0.26, // half of Arial's x-height
  central: (ascent - descent) / 2,
  hanging: 0.8 * ascent,
  'text-before-edge': ascent,
  'text-top': ascent,
  'text-after-edge': -descent,
  'text-bottom': -descent,
  ideographic: -descent,
  mathematical: 0.5 * ascent,
}

/** A length: of a list the first; `em` is of the element's own font size. */
function length(element: Element, name: string, size: number): number | undefined {
  const value = element.getAttribute(name)
  const number = Number.parseFloat(value ?? '')
  if (!Number.isFinite(number)) return undefined
  return /^[^\s,]*em/.test(value!.trim()) ? number * size : number
}

const keepsSpaces = (element: Element) =>
  /^pre|^break-spaces/.test(inherited(element, 'white-space')) || inherited(element, 'xml:space') === 'preserve'

/** Every run of words in a `<text>`, placed. */
export function runsOf(text: Element): Run[] {
  const runs: Run[] = []
  let [x, y] = [0, 0]
  let chunk: Run[] = []
  let spaced = true // a space at the start of a line, or after another, takes no room
  const finish = () => {
    const first = chunk[0]
    if (first) {
      const end = Math.max(...chunk.map((run) => run.left + run.width))
      const anchor = inherited(first.element, 'text-anchor')
      const shift = anchor === 'middle' ? (end - first.left) / 2 : anchor === 'end' ? end - first.left : 0
      for (const run of chunk) run.left -= shift
    }
    chunk = []
  }
  const walk = (element: Element) => {
    const size = fontSize(element)
    const [ownX, ownY] = [length(element, 'x', size), length(element, 'y', size)]
    if (ownX !== undefined || ownY !== undefined || element === text) {
      finish()
      x = ownX ?? x
      y = ownY ?? y
      spaced = true
    }
    x += length(element, 'dx', size) ?? 0
    y += length(element, 'dy', size) ?? 0
    const weight = inherited(element, 'font-weight')
    const heavy = /^bold/.test(weight) || Number(weight) >= 600
    const baseline = size * (baselines[inherited(element, 'dominant-baseline')] ?? 0)
    for (const node of element.childNodes) {
      if (node.nodeType === 1 && /^(?:tspan|a)$/.test((node as Element).localName)) walk(node as Element)
      if (node.nodeType !== 3) continue
      let words = node.nodeValue ?? ''
      if (!keepsSpaces(element)) {
        words = words.replace(/[ \t\r\n]+/g, ' ')
        if (spaced) words = words.replace(/^ /, '')
      }
      if (!words) continue
      spaced = words.endsWith(' ')
      const run = { element, left: x, width: textWidth(words, size, heavy), baseline: y + baseline, size }
      runs.push(run)
      chunk.push(run)
      x += run.width
    }
  }
  walk(text)
  finish()
  return runs
}

const textOf = (element: Element): Element => element.closest('text') ?? element

const runsWithin = (element: Element) => runsOf(textOf(element)).filter((run) => element.contains(run.element))

/** The box of a `<text>` or `<tspan>`: its letters' cells, from the highest ascender to the lowest descender. */
export function textBox(element: Element): Box | undefined {
  return around(
    runsWithin(element).flatMap(({ left, width, baseline, size }) => [
      [left, baseline - ascent * size],
      [left + width, baseline + descent * size],
    ]),
  )
}

/** How far the words advance: what `getComputedTextLength` answers. */
export function textLength(element: Element): number {
  return runsWithin(element).reduce((sum, { width }) => sum + width, 0)
}
