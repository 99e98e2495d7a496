/**
 * Layout for a document without one: it knows the elements of a drawing, but not how much room they take, which Plotly asks
 * for all the time (axis labels, legends, titles). Text is measured by a table of widths (`widths.ts`); shapes by
 * their coordinates.
 */
import { textWidth } from './widths.ts'

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** A box in the form of the DOM's rectangles. */
export const rectangle = ({ left, top, right, bottom }: Box) => {
  const [width, height] = [right - left, bottom - top]
  return { left, top, right, bottom, x: left, y: top, width, height }
}

// Of Arial and of its metric twin Liberation Sans, in units of the font size.
export const ascent = 0.905
export const descent = 0.212

interface Styled {
  style?: CSSStyleDeclaration
}

/** A style property of an element, or of the nearest ancestor that sets it. */
function inherited(element: Element | null, name: string): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const value = (at as Styled).style?.getPropertyValue(name) || at.getAttribute(name)
    if (value) return value
  }
  return ''
}

/** Font size in pixels; `70%` and `0.7em`, as superscripts have, are of the size around them. */
function sizeOf(element: Element | null): number {
  for (let at = element; at; at = at.parentElement) {
    const value = (at as Styled).style?.getPropertyValue('font-size') || at.getAttribute('font-size')
    if (!value) continue
    const number = Number.parseFloat(value)
    if (value.endsWith('%')) return (sizeOf(at.parentElement) * number) / 100
    return value.endsWith('em') ? sizeOf(at.parentElement) * number : number || 12
  }
  return 12
}

function fontOf(element: Element): { size: number; heavy: boolean } {
  const weight = inherited(element, 'font-weight')
  return { size: sizeOf(element), heavy: weight === 'bold' || Number(weight) >= 600 }
}

/** Width of one line of text: its runs measured each in its own font. */
function lineWidth(node: Node): number {
  if (node.nodeType === 3) {
    const { size, heavy } = fontOf(node.parentElement!)
    return textWidth(node.nodeValue ?? '', size, heavy)
  }
  let width = 0
  for (const child of node.childNodes) width += lineWidth(child)
  return width
}

function textBox(element: Element): Box | undefined {
  if (!element.textContent) return undefined
  const lines = [...element.children].filter((child) => child.classList.contains('line'))
  const width = lines.length ? Math.max(...lines.map(lineWidth)) : lineWidth(element)
  const { size } = fontOf(element)
  const x = Number(element.getAttribute('x')) || 0
  const y = Number(element.getAttribute('y')) || 0
  const dy = lines.length ? 0 : (Number.parseFloat(element.getAttribute('dy') ?? '') || 0) * size
  const anchor = inherited(element, 'text-anchor')
  const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x
  const top = y + dy - ascent * size
  const bottom = y + dy + descent * size + 1.3 * size * Math.max(0, lines.length - 1)
  return { left, top, right: left + width, bottom }
}

/** The corner points of a path: control points count as points, which is close enough to lay out by. */
export function pathPoints(d: string): [number, number][] {
  const points: [number, number][] = []
  let x = 0
  let y = 0
  for (const [, letter, rest] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (rest!.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/gi) ?? []).map(Number)
    const upper = letter!.toUpperCase()
    const relative = letter !== upper
    const stride = { H: 1, V: 1, C: 6, S: 4, Q: 4, A: 7 }[upper] ?? 2
    for (let i = 0; i + stride <= numbers.length; i += stride) {
      const [x0, y0] = relative ? [x, y] : [0, 0]
      if (upper === 'H') x = x0 + numbers[i]!
      else if (upper === 'V') y = y0 + numbers[i]!
      else {
        for (let j = upper === 'A' ? 5 : 0; j < stride; j += 2)
          points.push([x0 + numbers[i + j]!, y0 + numbers[i + j + 1]!])
        ;[x, y] = points.at(-1)!
      }
      points.push([x, y])
    }
  }
  return points
}

export type Point = [x: number, y: number]

/** The smallest box around points; undefined where there are none. */
export function around(points: Iterable<Point>): Box | undefined {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return box.left <= box.right ? box : undefined
}

type Matrix = [number, number, number, number, number, number]

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

/** The matrix of an SVG `transform` attribute. */
export function matrixOf(transform: string | null): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  for (const [, name, inside] of (transform ?? '').matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const numbers = inside!
      .trim()
      .split(/[\s,]+/)
      .map(Number)
    const [p = 0, q, r] = numbers
    if (name === 'matrix') matrix = times(matrix, numbers as Matrix)
    if (name === 'translate') matrix = times(matrix, [1, 0, 0, 1, p, q ?? 0])
    else if (name === 'scale') matrix = times(matrix, [p, 0, 0, q ?? p, 0, 0])
    else if (name === 'rotate') {
      const [cos, sin] = [Math.cos((p * Math.PI) / 180), Math.sin((p * Math.PI) / 180)]
      matrix = times(matrix, [1, 0, 0, 1, q ?? 0, r ?? 0])
      matrix = times(matrix, [cos, sin, -sin, cos, 0, 0])
      matrix = times(matrix, [1, 0, 0, 1, -(q ?? 0), -(r ?? 0)])
    }
  }
  return matrix
}

/** The box around a box that a `transform` attribute moves, scales or turns. */
export function moved(box: Box, transform: string | null): Box {
  if (!transform) return box
  const [a, b, c, d, e, f] = matrixOf(transform)
  const corners = [box.left, box.right].flatMap((x) => [box.top, box.bottom].map((y) => [x, y] as const))
  return around(corners.map(([x, y]) => [a * x + c * y + e, b * x + d * y + f]))!
}

const number = (element: Element, name: string) => Number.parseFloat(element.getAttribute(name) ?? '') || 0

/** The box of an SVG element in its own coordinates, its own transform not applied: what `getBBox` answers. */
export function boxOf(element: Element): Box | undefined {
  switch (element.localName) {
    case 'text':
    case 'tspan':
      return textBox(element)
    case 'path':
      return around(pathPoints(element.getAttribute('d') ?? ''))
    case 'rect':
    case 'image': {
      const [left, top] = [number(element, 'x'), number(element, 'y')]
      return { left, top, right: left + number(element, 'width'), bottom: top + number(element, 'height') }
    }
    case 'circle': {
      const [x, y, r] = [number(element, 'cx'), number(element, 'cy'), number(element, 'r')]
      return { left: x - r, top: y - r, right: x + r, bottom: y + r }
    }
    case 'defs':
    case 'clipPath':
      return undefined
    default: {
      const boxes = [...element.children].flatMap((child) => {
        const box = boxOf(child)
        return box ? [moved(box, child.getAttribute('transform'))] : []
      })
      return around(
        boxes.flatMap(({ left, top, right, bottom }) => [[left, top] as const, [right, bottom] as const]) as never,
      )
    }
  }
}

/** The box of an SVG element with its own transform applied: what Plotly reads from `getBoundingClientRect`. */
export function clientBoxOf(element: Element): Box {
  const box = boxOf(element)
  return box ? moved(box, element.getAttribute('transform')) : { left: 0, top: 0, right: 0, bottom: 0 }
}
