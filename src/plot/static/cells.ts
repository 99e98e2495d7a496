/**
 * A canvas that remembers the cells painted on it. Plotly paints heatmaps cell by cell on a canvas and puts its pixels into the
 * picture; few cells are better as shapes, which stay sharp at any size, in print and in PDF, and need no pixels at all.
 */
import { createRequire } from 'node:module'
import type { Canvas } from '@napi-rs/canvas'

/** A cell in pixels of the picture, and its colour: red, green and blue as `r,g,b`, and how opaque it is. */
export interface Cell {
  x: number
  y: number
  width: number
  height: number
  color: string
  alpha: number
}

/** At most this many cells of a picture become shapes, about 45 bytes each. */
export const mostCells = 2500

const require = createRequire(import.meta.url)

/** What Plotly asks a 2-D context for when it paints cells; anything else it does goes to a real canvas. */
export class CellCanvas {
  readonly cells: Cell[] = []
  fillStyle = 'rgba(0,0,0,1)'
  readonly width: number
  readonly height: number
  #real: Canvas | undefined

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
  }

  /** A cell; or a rectangle on the real canvas, once there is one. */
  fillRect(x: number, y: number, width: number, height: number): void {
    if (this.#real) {
      const context = this.#real.getContext('2d')
      context.fillStyle = this.fillStyle
      context.fillRect(x, y, width, height)
      return
    }
    const color = /^rgba\((\d+,\d+,\d+),([\d.]+)\)$/.exec(this.fillStyle)
    if (!color) {
      this.real()
      this.fillRect(x, y, width, height)
    } else if (Number(color[2]) > 0 && width > 0 && height > 0)
      this.cells.push({ x, y, width, height, color: color[1]!, alpha: Number(color[2]) })
  }

  /** Whether only cells were painted. */
  get onlyCells(): boolean {
    return !this.#real
  }

  /** A real canvas with all that was painted; loaded when first needed: most figures have no pixels. */
  real(): Canvas {
    if (!this.#real) {
      const { createCanvas } = require('@napi-rs/canvas') as typeof import('@napi-rs/canvas')
      this.#real = createCanvas(this.width, this.height)
      const context = this.#real.getContext('2d')
      for (const { x, y, width, height, color, alpha } of this.cells) {
        context.fillStyle = `rgba(${color},${alpha})`
        context.fillRect(x, y, width, height)
      }
    }
    return this.#real
  }

  /** The 2-D context that Plotly gets. */
  context(): object {
    return new Proxy(this, {
      get: (cells, name) => {
        if (name === 'fillRect') return (...at: [number, number, number, number]) => cells.fillRect(...at)
        if (name === 'fillStyle') return cells.fillStyle
        const context = cells.real().getContext('2d') as unknown as Record<PropertyKey, unknown>
        const value = context[name]
        return typeof value === 'function' ? value.bind(context) : value
      },
      set: (cells, name, value) => {
        if (name === 'fillStyle') cells.fillStyle = value
        else (cells.real().getContext('2d') as unknown as Record<PropertyKey, unknown>)[name] = value
        return true
      },
    })
  }
}

/** Neighbours of one colour in a row as one cell. */
export function joined(cells: readonly Cell[]): Cell[] {
  const out: Cell[] = []
  for (const cell of [...cells].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const last = out.at(-1)
    const touches = last && last.y === cell.y && last.height === cell.height && last.x + last.width === cell.x
    if (touches && last.color === cell.color && last.alpha === cell.alpha) last.width += cell.width
    else out.push({ ...cell })
  }
  return out
}

/**
 * Cells as SVG, or undefined where they are too many or differ in opacity. Each reaches half a pixel under the cells to its right
 * and below, which are painted after it: viewers that smooth edges would else show the page between touching cells.
 * @param most at most this many shapes
 */
export function cellShapes(canvas: CellCanvas, most = mostCells): { svg: string; count: number } | undefined {
  if (!canvas.onlyCells) return undefined
  if (!canvas.cells.length) return { svg: '', count: 0 }
  const cells = joined(canvas.cells)
  const { alpha } = cells[0]!
  if (cells.length > most || cells.some((cell) => cell.alpha !== alpha)) return undefined
  const rights = new Set(cells.map(({ x, y }) => `${x},${y}`))
  const tops = new Map<number, Cell[]>()
  for (const cell of cells) tops.set(cell.y, [...(tops.get(cell.y) ?? []), cell])
  const covered = ({ x, y, width, height }: Cell) => {
    let to = x
    for (const below of tops.get(y + height) ?? []) if (below.x <= to) to = Math.max(to, below.x + below.width)
    return to >= x + width
  }
  const shapes = cells.map((cell) => {
    const { x, y } = cell
    const width = cell.width + (rights.has(`${x + cell.width},${y}`) ? 0.5 : 0)
    const height = cell.height + (covered(cell) ? 0.5 : 0)
    return `<path d="M${x},${y}h${width}v${height}h-${width}z" fill="${hex(cell.color)}"/>`
  })
  const faint = alpha < 1 ? ` opacity="${alpha}"` : ''
  return { svg: `<g${faint}>${shapes.join('')}</g>`, count: shapes.length }
}

const hex = (color: string) =>
  `#${color
    .split(',')
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`
