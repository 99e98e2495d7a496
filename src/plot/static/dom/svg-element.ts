/** An element of a drawing, with the sizes that a browser would know. */
import { boxOf, clientBoxOf, matrixOf, rectangle } from '../measure.ts'
import { pathLength, pointAlong } from '../path-length.ts'
import { TreeElement } from './node.ts'

const nothing = { left: 0, top: 0, right: 0, bottom: 0 }

const pathOf = (element: TreeElement) => element.getAttribute('d') ?? ''

export class SvgElement extends TreeElement {
  getBBox() {
    return rectangle(boxOf(this as never) ?? nothing)
  }

  getBoundingClientRect() {
    return rectangle(clientBoxOf(this as never))
  }

  getComputedTextLength(): number {
    const box = boxOf(this as never)
    return box ? box.right - box.left : 0
  }

  getTotalLength(): number {
    return pathLength(pathOf(this))
  }

  getPointAtLength(length: number): { x: number; y: number } {
    return pointAlong(pathOf(this), length)
  }

  get transform() {
    const [a, b, c, d, e, f] = matrixOf(this.getAttribute('transform'))
    return { baseVal: { consolidate: () => ({ matrix: { a, b, c, d, e, f } }) } }
  }
}
