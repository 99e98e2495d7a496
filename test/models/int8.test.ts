import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { blobs } from '../../src/data/synthetic.ts'
import { prune, quantize } from '../../src/models/compress.ts'
import { decodeInt8, encodeInt8 } from '../../src/models/int8.ts'
import { mlp } from '../../src/models/mlp.ts'
import { load, save } from '../../src/models/save.ts'
import { transformer } from '../../src/models/transformer.ts'
import { tf } from '../../src/tf.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-int8-'))
afterAll(() => rmSync(folder, { recursive: true }))

const weights = (model: tf.LayersModel) => model.getWeights().map((w) => [...w.dataSync()])
const bytes = (path: string) => statSync(join(path, 'weights.bin')).size

test('by hand: kernels take scales and a byte each, all else stays as it is', () => {
  const specs = [
    { name: 'kernel', shape: [3, 2], dtype: 'float32' },
    { name: 'bias', shape: [2], dtype: 'float32' },
    { name: 'count', shape: [1], dtype: 'int32' },
  ]
  const floats = Float32Array.of(1, 4, -0.5, 2, 0, -4, 7, 8)
  const data = new Uint8Array(36)
  data.set(new Uint8Array(floats.buffer))
  data.set(new Uint8Array(Int32Array.of(9).buffer), 32)
  const encoded = encodeInt8(specs, data.buffer, 2)
  expect(encoded.bytes.length).toBe(2 * 4 + 6 + 2 * 4 + 4)
  expect([...encoded.bytes.subarray(8, 14)].map((b) => (b << 24) >> 24)).toEqual([2, 2, -1, 1, 0, -2])
  const decoded = decodeInt8(encoded.specs, encoded.bytes)
  expect(decoded.specs).toEqual(specs)
  expect([...new Float32Array(decoded.data, 0, 8)]).toEqual([...floats])
  expect([...new Int32Array(decoded.data, 32)]).toEqual([9])
  expect(() => decodeInt8(encoded.specs, encoded.bytes.subarray(0, 20))).toThrow(
    'The weights of this model are cut off: the file is shorter than it should be.',
  )
})

test.each([8, 4, 2])(
  '%d bits: the size that was said, the same numbers back, accuracy before and after',
  async (bits) => {
    const set = blobs({ count: 60, centers: [[0, 0], [4, 0], [0, 4]], seed: 1 }) // biome-ignore format: short
    const model = mlp({ inputs: 2, hidden: [200, 200], outputs: 3, seed: 2 })
    const whole = join(folder, `whole${bits}`)
    await save(model, whole)
    const small = quantize(model, { bits, data: set })
    const path = join(folder, `small${bits}`)
    await small.save(path)
    expect([small.before!.metric, small.after!.metric]).toEqual(['accuracy', 'accuracy'])
    expect(bytes(path) / bytes(whole)).toBeLessThan(0.28)
    if (bits === 8) expect(bytes(path)).toBe(small.bytesAfter)
    const again = await load(path)
    expect(weights(again)).toEqual(weights(model))
    again.dispose()
    model.dispose()
    set.dispose()
  },
)

test('a model as it is: rounded in the file only, layers of our own too', async () => {
  const model = transformer({ vocabulary: 4, length: 5, width: 32, heads: 2, outputs: 2, seed: 1 })
  const old = weights(model)
  const before = tf.memory().numTensors
  const path = join(folder, 'transformer')
  await save(model, path, { format: 'int8' })
  expect(weights(model)).toEqual(old)
  const again = await load(path)
  quantize(model, { bits: 8 })
  expect(weights(again)).toEqual(weights(model))
  again.dispose()
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
})

test('TensorFlow.js does not take it for a whole model; a file that is cut off, and what has no such file, are told', async () => {
  const model = mlp({ inputs: 2, outputs: 1 })
  const path = join(folder, 'cut')
  await save(model, path, { format: 'int8' })
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(join(path, 'model.json'), 'utf8'))
  const weightData = Uint8Array.from(readFileSync(join(path, 'weights.bin'))).buffer
  const artifacts = { modelTopology, weightSpecs: weightsManifest[0].weights, weightData }
  await expect(tf.loadLayersModel(tf.io.fromMemory(artifacts))).rejects.toThrow(/int8/)
  truncateSync(join(path, 'weights.bin'), 5)
  await expect(load(path)).rejects.toThrow('The weights of this model are cut off')
  const nowhere = join(folder, 'nowhere')
  await expect(quantize(model, { bits: 12 }).save(nowhere)).rejects.toThrow(/8 bits or fewer have a file of their own/)
  await expect(prune(model, 0.5).save(nowhere)).rejects.toThrow(/`models.save\(model, path\)`/)
  expect(existsSync(nowhere)).toBe(false)
  model.dispose()
})
