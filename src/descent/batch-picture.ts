/** The first examples of a batch: small pictures where they are images, else their numbers. */
import { escapeHtml } from '../display.ts'
import { formatNumber, formatVector } from './format.ts'
import type { NetworkView } from './network-show.ts'

const mostImages = 12
const mostRows = 4

export function batchPicture(descent: Pick<NetworkView, 'objective' | 'batch'>): string {
  const { x, y } = descent.objective.data
  if (x.isDisposed || y.isDisposed) return ''
  const rows = descent.batch
  const side = imageSide(x.shape)
  const shown = rows.slice(0, side ? mostImages : mostRows)
  const read = (tensor: typeof x, row: number): Float32Array => {
    const one = tensor.slice([row], [1])
    const values = Float32Array.from(one.dataSync())
    one.dispose()
    return values
  }
  const examples = shown.map((row) => ({ row, x: read(x, row), y: targetOf(read(y, row)) }))
  const items = examples.map((e) =>
    side
      ? `<figure style="margin:0 .3em .3em 0;display:inline-block;text-align:center"><img alt="row ${e.row}, target ${escapeHtml(e.y)}" width="42" height="42" style="image-rendering:pixelated" src="${grayBitmap(e.x, side)}"><figcaption style="font-size:11px">${escapeHtml(e.y)}</figcaption></figure>`
      : `<li>${escapeHtml(formatVector([...e.x]))} → ${escapeHtml(e.y)}</li>`,
  )
  const caption = `<div style="font-weight:600">The batch: ${rows.length} examples${shown.length < rows.length ? `, the first ${shown.length}` : ''}</div>`
  return side ? `${caption}<div>${items.join('')}</div>` : `${caption}<ul style="margin:.2em 0">${items.join('')}</ul>`
}

/** The side of square gray images: [·, n, n], [·, n, n, 1] or flattened ones of at least 8 × 8. */
function imageSide([, ...shape]: readonly number[]): number | undefined {
  const [h, w = 0, channels = 1] = shape
  if (shape.length >= 2) return h === w && channels === 1 ? h : undefined
  const side = Math.sqrt(h ?? 0)
  return Number.isInteger(side) && side >= 8 ? side : undefined
}

/** One number as it is; a one-hot row as its class. */
function targetOf(y: Float32Array): string {
  if (y.length === 1) return formatNumber(y[0]!)
  return y.every((v) => v === 0 || v === 1) ? String(y.indexOf(1)) : formatVector([...y])
}

/** A gray image as a BMP in a data address: 8 bits a pixel, from the lowest value (black) to the highest (white). */
function grayBitmap(values: Float32Array, side: number): string {
  const stride = Math.ceil(side / 4) * 4
  const offset = 54 + 1024
  const bytes = Buffer.alloc(offset + stride * side)
  bytes.write('BM')
  bytes.writeUInt32LE(bytes.length, 2)
  bytes.writeUInt32LE(offset, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(side, 18)
  bytes.writeInt32LE(-side, 22) // rows from top to bottom
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(8, 28)
  bytes.writeUInt32LE(256, 46)
  for (let i = 0; i < 256; i++) bytes.writeUInt32LE(i * 0x010101, 54 + 4 * i)
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  for (let i = 0; i < side * side; i++) {
    bytes[offset + Math.floor(i / side) * stride + (i % side)] = Math.round(
      (255 * (values[i]! - low)) / (high - low || 1),
    )
  }
  return `data:image/bmp;base64,${bytes.toString('base64')}`
}
