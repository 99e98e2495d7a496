/** `getBBox` and `getBoundingClientRect` of SVG elements for a document without layout (SVG 2, 8.10). */
import { absolutize, normalize, parsePath } from 'path-data-parser'
import { around, type Box, moved, type Point } from '../measure.ts'
import { own } from './style-sheet.ts'
import { textBox } from './text-runs.ts'

/** Where a cubic curve turns in one coordinate: the zeros of its derivative between start and end. */
function turns(a: number, b: number, c: number, d: number): number[] {
  const [p, q, r] = [d - 3 * c + 3 * b - a, 2 * (c - 2 * b + a), b - a]
  const root = Math.sqrt(q * q - 4 * p * r)
  const zeros = Math.abs(p) < 1e-9 ? [-r / q] : [(-q + root) / (2 * p), (-q - root) / (2 * p)]
  return zeros.filter((t) => t > 0 && t < 1)
}

/** The box of path data; curves and arcs by where they turn, not by their control points. */
export function pathBox(d: string): Box | undefined {
  const points: Point[] = []
  let [x, y] = [0, 0]
  for (const { key, data } of normalize(absolutize(parsePath(d)))) {
    if (key === 'C') {
      const [x1, y1, x2, y2, x3, y3] = data as [number, number, number, number, number, number]
      for (const t of [...turns(x, x1, x2, x3), ...turns(y, y1, y2, y3)]) {
        const at = (a: number, b: number, c: number, e: number) =>
          (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * e
        points.push([at(x, x1, x2, x3), at(y, y1, y2, y3)])
      }
    }
    if (data.length) {
      ;[x, y] = data.slice(-2) as Point
      points.push([x, y])
    }
  }
  return around(points)
}

const number = (element: Element, name: string) => Number.parseFloat(element.getAttribute(name) ?? '') || 0

function numbers(list: string | null): Point[] {
  const values = (list?.match(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number)
  return Array.from({ length: Math.floor(values.length / 2) }, (_, i) => [values[2 * i]!, values[2 * i + 1]!])
}

/** A shape's own box, or the function of its kind; what is not here takes no room (`defs`, `marker`, `style`, `title`, …). */
const shapes: Record<string, (element: Element) => Box | undefined> = {
  text: textBox,
  tspan: textBox,
  path: (element) => pathBox(element.getAttribute('d') ?? ''),
  rect: rectangle,
  image: rectangle,
  foreignObject: rectangle,
  circle: (element) => ellipse(element, number(element, 'r'), number(element, 'r')),
  ellipse: (element) => ellipse(element, number(element, 'rx'), number(element, 'ry')),
  line: (element) =>
    around([
      [number(element, 'x1'), number(element, 'y1')],
      [number(element, 'x2'), number(element, 'y2')],
    ]),
  polygon: (element) => around(numbers(element.getAttribute('points'))),
  polyline: (element) => around(numbers(element.getAttribute('points'))),
  g: group,
  a: group,
  switch: group,
  svg: group,
}

function rectangle(element: Element): Box {
  const [left, top] = [number(element, 'x'), number(element, 'y')]
  return { left, top, right: left + number(element, 'width'), bottom: top + number(element, 'height') }
}

function ellipse(element: Element, rx: number, ry: number): Box {
  const [x, y] = [number(element, 'cx'), number(element, 'cy')]
  return { left: x - rx, top: y - ry, right: x + rx, bottom: y + ry }
}

function group(element: Element): Box | undefined {
  const corners: Point[] = []
  for (const child of element.children) {
    const box = boxOf(child)
    if (!box) continue
    const { left, top, right, bottom } = moved(box, child.getAttribute('transform'))
    corners.push([left, top], [right, bottom])
  }
  return around(corners)
}

/** The box of an SVG element in its own coordinates, its own transform not applied: what `getBBox` answers. */
export function boxOf(element: Element): Box | undefined {
  return own(element, 'display') === 'none' ? undefined : shapes[element.localName]?.(element)
}

/** The same box in the coordinates of the drawing: what `getBoundingClientRect` answers where nothing is scaled. */
export function clientBoxOf(element: Element): Box | undefined {
  let box = boxOf(element)
  for (let at: Element | null = element; box && at; at = at.parentElement) {
    // A tspan stands in the coordinates of its text, which has the transform.
    if (at.localName !== 'svg') box = moved(box, at.getAttribute('transform'))
  }
  return box
}
