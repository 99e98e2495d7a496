import { expect, test } from 'vitest'
import { pixelRange, pngAddress, stackOf } from '../../src/plot/pixels.ts'
import { tf } from '../../src/tf.ts'

test('stacks of images from tensors: rows of pixels are squares', () => {
  const flat = tf.zeros([2, 784])
  const tall = tf.zeros([3, 4, 5, 3])
  expect(stackOf(flat)).toMatchObject({ count: 2, width: 28, height: 28, channels: 1 })
  expect(stackOf(tall)).toMatchObject({ count: 3, width: 5, height: 4, channels: 3 })
  flat.dispose()
  tall.dispose()
  expect(() => stackOf('digits')).toThrow('images: a tensor or arrays of pixels')
})

test('the range leaves NaN and infinities out', () => {
  expect(pixelRange([0.5, Number.NaN, 2, Infinity])).toEqual([0.5, 2])
  expect(pixelRange([])).toEqual([0, 1])
})

test('pixels become a PNG', () => {
  const address = pngAddress(2, 2, (x, y) => [255 * x, 255 * y, 0, 255])
  expect(Buffer.from(address.split(',')[1]!, 'base64').subarray(1, 4).toString()).toBe('PNG')
})
