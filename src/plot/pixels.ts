/** Many small images as one PNG: a hundred digits weigh a few kilobytes. */
import { createRequire } from 'node:module'
import { expected } from '../errors.ts'
import { isList, isTensor, valuesOf } from './input.ts'

export interface Stack {
  /** All pixels, image after image, row by row, channel last. */
  pixels: ArrayLike<number>
  count: number
  height: number
  width: number
  channels: 1 | 3
}

const square = (size: number) => (Number.isInteger(Math.sqrt(size)) ? Math.sqrt(size) : undefined)

/** Finds [count, height, width, channels] in a shape such as [28, 28], [n, 784], [n, 28, 28] or [n, 28, 28, 1]. */
function sizes(shape: readonly number[], found: unknown): [number, number, number, 1 | 3] {
  const [a = 0, b = 0, c = 0, d = 1] = shape
  if (shape.length === 1 && square(a)) return [1, square(a)!, square(a)!, 1]
  if (shape.length === 2 && square(b) && (a !== b || a === 1)) return [a, square(b)!, square(b)!, 1]
  if (shape.length === 2) return [1, a, b, 1]
  if (shape.length === 3 && c === 3 && a > 3) return [1, a, b, 3]
  if (shape.length === 3) return [a, b, c, 1]
  if (shape.length === 4 && (d === 1 || d === 3)) return [a, b, c, d]
  throw expected('images as [n, height, width], [n, height, width, 1 or 3] or [n, pixels] with square images', found)
}

function shapeOf(value: unknown): number[] {
  const shape: number[] = []
  for (let at = value; isList(at); at = at[0]) shape.push(at.length)
  return shape
}

/** Images of any form (tensor, nested arrays, arrays of tensors) as one stack of pixels. */
export function stackOf(value: unknown): Stack {
  if (Array.isArray(value) && value.length && value.every(isTensor)) {
    const parts = value.map(stackOf)
    const odd = parts.find(({ height, width }) => height !== parts[0]!.height || width !== parts[0]!.width)
    if (odd)
      throw expected(
        `images of equal size (${parts[0]!.height} × ${parts[0]!.width})`,
        `one of ${odd.height} × ${odd.width}`,
      )
    const pixels = parts.flatMap((part) => Array.from(part.pixels))
    return { ...parts[0]!, pixels, count: parts.reduce((sum, part) => sum + part.count, 0) }
  }
  const shape = isTensor(value) ? value.shape : shapeOf(value)
  if (!isTensor(value) && !isList(value)) throw expected('images: a tensor or arrays of pixels', value)
  const pixels = isTensor(value)
    ? valuesOf(value, 'the images')
    : shape.length === 1
      ? (value as ArrayLike<number>)
      : flat(value, shape)
  const [count, height, width, channels] = shape[0] === 0 ? [0, 1, 1, 1 as const] : sizes(shape, value)
  return { pixels, count, height, width, channels }
}

function flat(value: unknown, shape: number[]): Float32Array {
  const out = new Float32Array(shape.reduce((a, b) => a * b, 1))
  let at = 0
  const walk = (part: any, depth: number) => {
    if (typeof part === 'string') throw expected('pixels to be numbers', part)
    if (!isList(part)) out[at++] = Number(part)
    else {
      if (part.length !== shape[depth]) {
        throw expected(
          `images of equal size (${shape.slice(1).join(' × ')})`,
          `one with ${part.length} instead of ${shape[depth]}`,
        )
      }
      for (let i = 0; i < part.length; i++) walk(part[i], depth + 1)
    }
  }
  walk(value, 0)
  return out
}

/** Lowest and highest pixel that is a number. */
export function pixelRange(pixels: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i]!
    if (value < low && value > -Infinity) low = value
    if (value > high && value < Infinity) high = value
  }
  return low <= high ? [low, high] : [0, 1]
}

interface CanvasModule {
  createCanvas(width: number, height: number): any
}

let canvas: CanvasModule | undefined

/** A picture as a `data:` PNG. @param colorOf red, green, blue and alpha of the pixel at (column, row) */
export function pngAddress(
  width: number,
  height: number,
  colorOf: (x: number, y: number) => readonly number[],
): string {
  canvas ??= createRequire(import.meta.url)('@napi-rs/canvas') as CanvasModule
  const sheet = canvas.createCanvas(width, height)
  const context = sheet.getContext('2d')
  const image = context.createImageData(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) image.data.set(colorOf(x, y), (y * width + x) * 4)
  }
  context.putImageData(image, 0, 0)
  return sheet.toDataURL('image/png')
}
