import { expect, test } from 'vitest'
import { batchPicture } from '../../src/descent/batch-picture.ts'
import type { NetworkDescent } from '../../src/descent/network.ts'
import { tf } from '../../src/tf.ts'

/** The picture looks at nothing but the data and the rows of the next batch. */
function picture(x: tf.Tensor, y: tf.Tensor, batch: number[]): string {
  const before = tf.memory().numTensors
  const html = batchPicture({ objective: { data: { x, y, size: x.shape[0]! } }, batch } as unknown as NetworkDescent)
  expect(tf.memory().numTensors).toBe(before)
  return html
}
const oneHot = tf.tensor2d([
  [0, 1, 0],
  [0, 0, 1],
])

test('rows of numbers with their targets: a one-hot row as its class', () => {
  const html = picture(
    tf.tensor2d([
      [1, 2],
      [3, 4],
    ]),
    oneHot,
    [1, 0],
  )
  expect(html).toContain('The batch: 2 examples')
  expect([...html.matchAll(/<li>(.*?)<\/li>/g)].map((m) => m[1])).toEqual(['(3, 4) → 2', '(1, 2) → 1'])
})

test('of a large batch the first rows, and it says so', () => {
  const html = picture(tf.zeros([9, 2]), tf.range(0, 9).reshape([9, 1]), [8, 7, 6, 5, 4, 3])
  expect(html).toContain('6 examples, the first 4')
  expect(html.match(/<li>/g)).toHaveLength(4)
})

test.each([
  ['[·, 3, 3]', [2, 3, 3]],
  ['[·, 3, 3, 1]', [2, 3, 3, 1]],
  ['flattened 8 × 8', [2, 64]],
])('images %s as bitmaps, from black to white, rows from top to bottom', (_, shape) => {
  const size = shape.slice(1).reduce((a, b) => a * b, 1)
  const x = tf.range(0, 2 * size).reshape(shape)
  const html = picture(x, oneHot, [0, 1])
  const sources = [...html.matchAll(/src="data:image\/bmp;base64,([^"]*)"/g)].map((m) => Buffer.from(m[1]!, 'base64'))
  expect(sources).toHaveLength(2)
  const [bytes] = sources as [Buffer]
  expect(bytes.toString('latin1', 0, 2)).toBe('BM')
  expect(bytes.readUInt32LE(2)).toBe(bytes.length)
  const side = Math.sqrt(size)
  expect([bytes.readInt32LE(18), bytes.readInt32LE(22)]).toEqual([side, -side])
  const stride = Math.ceil(side / 4) * 4
  expect([bytes[1078], bytes[1078 + (side - 1) * stride + side - 1]]).toEqual([0, 255])
})

test('colour images and rows that are no square are numbers; one value everywhere is black', () => {
  expect(picture(tf.zeros([2, 4, 4, 3]), oneHot, [0])).toContain('<li>')
  expect(picture(tf.zeros([2, 7]), oneHot, [0])).toContain('<li>')
  expect(picture(tf.fill([2, 4, 4], 5), oneHot, [0])).not.toContain('NaN')
})
