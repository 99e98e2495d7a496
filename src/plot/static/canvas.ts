/** Canvases for a window that has none: what Plotly paints on them becomes shapes of the picture, or a PNG in it. */
import { createRequire } from 'node:module'
import type { Canvas } from '@napi-rs/canvas'
import { CellCanvas, cellShapes, mostCells } from './cells.ts'

const require = createRequire(import.meta.url)

const canvases = new WeakMap<object, CellCanvas>()

/** What canvases held when the figure that is being drawn asked for their pictures. */
const pictures: CellCanvas[] = []

/** Gives a window's canvases something to paint on. */
export function giveCanvases(window: Record<string, any>): void {
  const canvasOf = (element: { width: number; height: number }) => {
    let canvas = canvases.get(element)
    if (!canvas || canvas.width !== element.width || canvas.height !== element.height) {
      canvas = new CellCanvas(element.width, element.height)
      canvases.set(element, canvas)
    }
    return canvas
  }
  const prototype = window.HTMLCanvasElement.prototype
  prototype.getContext = function (this: HTMLCanvasElement, kind: string) {
    return kind === '2d' ? canvasOf(this).context() : null
  }
  // Plotly draws a figure twice or more until its margins fit: only pictures that are left in the end are made.
  prototype.toDataURL = function (this: HTMLCanvasElement) {
    pictures.push(canvasOf(this))
    return `canvas:${pictures.length - 1}`
  }
}

/** Pixels that viewers are to blend, blended here up to 200 a side: PDF has no such wish, and viewers of it show blocks. */
function smooth(canvas: Canvas): Canvas {
  const scale = Math.floor(200 / Math.max(canvas.width, canvas.height))
  if (scale < 2) return canvas
  const { createCanvas } = require('@napi-rs/canvas') as typeof import('@napi-rs/canvas')
  const large = createCanvas(canvas.width * scale, canvas.height * scale)
  const context = large.getContext('2d')
  context.imageSmoothingEnabled = true
  context.drawImage(canvas, 0, 0, large.width, large.height)
  return large
}

const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '0'

/** A PNG that is shown larger than it is keeps its pixels as squares: digits of 28 × 28 would else be blurred. */
function sharpened(tag: string): string {
  const header = /"data:image\/png;base64,([^"]{32})/.exec(tag)?.[1]
  if (!header || /image-rendering/.test(tag)) return tag
  const shown = Number(attribute(tag, 'width'))
  return shown < 1.5 * Buffer.from(header, 'base64').readUInt32BE(16)
    ? tag
    : tag.replace('<image', '<image image-rendering="pixelated"')
}

/** SVG text with the canvases that are left in it as shapes, or as PNG whose pixels stay sharp when they grow. */
export function withPictures(svg: string): string {
  let left = mostCells
  return svg.replace(/<image\b[^>]*>/g, (tag) => {
    const index = /"canvas:(\d+)"/.exec(tag)?.[1]
    if (index === undefined) return sharpened(tag)
    const canvas = pictures[Number(index)]!
    const shapes = cellShapes(canvas, left)
    if (shapes) {
      left -= shapes.count
      return `<g transform="translate(${attribute(tag, 'x')},${attribute(tag, 'y')})">${shapes.svg}</g>`
    }
    const blend = !canvas.onlyCells && !/image-rendering/.test(tag)
    const png = (blend ? smooth(canvas.real()) : canvas.real()).toDataURL('image/png')
    return tag
      .replace(`canvas:${index}`, png)
      .replace('<image', blend ? '<image' : '<image image-rendering="pixelated"')
  })
}

/** Forgets the pictures of a figure that is done. */
export function forgetPictures(): void {
  pictures.length = 0
}
