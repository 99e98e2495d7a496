import { expect, test } from 'vitest'
import { fromArrays } from '../../src/data/csv.ts'
import { blobs } from '../../src/data/synthetic.ts'
import { prune, quantize } from '../../src/models/compress.ts'
import { mlp } from '../../src/models/mlp.ts'
import { tf } from '../../src/tf.ts'
import { fit as train } from '../../src/train/fit.ts'

const weights = (model: tf.LayersModel) => model.getWeights().map((w) => [...w.dataSync()])

test.each(['layer', 'global'] as const)('prunes the smallest weights of each %s, and puts them back', (scope) => {
  const model = mlp({ inputs: 10, hidden: [20], outputs: 3 })
  const old = weights(model)
  const before = tf.memory().numTensors
  const pruned = prune(model, 0.6, { scope })
  expect(pruned.sparsity).toBeCloseTo(0.6, 2)
  const now = weights(model)
  const kernel = now[0]!
  const dropped = old[0]!.filter((_, i) => kernel[i] === 0).map(Math.abs)
  const kept = kernel.filter((v) => v !== 0).map(Math.abs)
  expect(Math.max(...dropped)).toBeLessThanOrEqual(Math.min(...kept))
  expect(pruned.bytesAfter).toBeLessThan(0.5 * pruned.bytesBefore)
  pruned.restore()
  expect(weights(model)).toEqual(old)
  pruned.apply()
  expect(weights(model)).toEqual(now)
  expect(tf.memory().numTensors).toBe(before)
  model.dispose()
})

test('after fine-tuning, the biases come back too', async () => {
  const set = blobs({ count: 30, centers: [[0, 0], [4, 0]], seed: 1 }) // biome-ignore format: short
  const model = mlp({ inputs: 2, hidden: [20], outputs: 2, batchNorm: true, seed: 2 })
  const old = weights(model)
  const pruned = prune(model, 0.5)
  const callbacks = { onStep: () => pruned.apply() }
  await train(model, set, { loss: 'sparseCategoricalCrossentropy', epochs: 1, verbose: false, callbacks })
  pruned.restore()
  expect(weights(model)).toEqual(old)
  model.dispose()
})

test('Stop while the small model is measured leaves the large one', () => {
  const set = blobs({ count: 30, centers: [[0, 0], [4, 0]], seed: 1 }) // biome-ignore format: short
  const model = mlp({ inputs: 2, hidden: [20], outputs: 2, seed: 2 })
  const old = weights(model)
  const cell = new AbortController()
  const globals = globalThis as { jupyter?: { signal: AbortSignal } }
  globals.jupyter = { signal: cell.signal }
  const predict = model.predict.bind(model)
  let measured = 0
  model.predict = (...args) => {
    if (++measured === 1) return predict(...args)
    expect(weights(model)).not.toEqual(old)
    cell.abort()
    throw new Error('stopped')
  }
  expect(() => prune(model, 0.5, { data: set })).toThrow('stopped')
  delete globals.jupyter
  expect(measured).toBe(2)
  expect(weights(model)).toEqual(old)
  model.dispose()
})

test('8 bits: a quarter of the size, weights within half a step, accuracy before and after', () => {
  const set = blobs({ count: 60, centers: [[0, 0], [4, 0], [0, 4]], seed: 1 }) // biome-ignore format: short
  const model = mlp({ inputs: 2, hidden: [200], outputs: 3, seed: 2 })
  const old = weights(model)
  const before = tf.memory().numTensors
  const small = quantize(model, { data: set })
  const largest = Math.max(...old.flat().map(Math.abs))
  expect(small.largestChange).toBeLessThanOrEqual(largest / 127 / 2 + 1e-7)
  expect(small.bytesAfter / small.bytesBefore).toBeLessThan(0.75)
  expect(small.before!.metric).toBe('accuracy')
  expect(Math.abs(small.after!.value - small.before!.value)).toBeLessThan(0.05)
  expect(String(small)).toMatch(/Quantized: 8-bit weights\nsize: .* → .*\naccuracy: /)
  expect(
    new Set(quantize(model, { bits: 2 }) && weights(model)[0]!.slice(0, 200).map(Math.sign)).size,
  ).toBeLessThanOrEqual(3)
  expect(tf.memory().numTensors).toBe(before)
  set.dispose()
  model.dispose()
})

test('bad options are told', () => {
  const model = mlp({ inputs: 2, outputs: 1 })
  expect(() => prune(model, 1)).toThrow(/`fraction` to be a number in \[0, 1\), found 1/)
  expect(() => prune(model, 0.5, { scope: 'globe' as never })).toThrow(/Did you mean 'global'/)
  expect(() => quantize(model, { bits: 1 })).toThrow(/`bits` to be a whole number ≥ 2, found 1/)
  const set = fromArrays([[1, 2, 3]], [1])
  expect(() => quantize(model, { data: set })).toThrow(/The model takes \[·, 2\] and the data is \[1, 3\]/)
  set.dispose()
  model.dispose()
})

test('measures on arrays and on plain tensors as on a dataset, and leaves nothing over', () => {
  const set = blobs({ count: 30, centers: [[0, 0], [4, 0], [0, 4]], seed: 1 }) // biome-ignore format: short
  const model = mlp({ inputs: 2, hidden: [20], outputs: 3, seed: 2 })
  const before = tf.memory().numTensors
  const wanted = prune(model, 0.5, { data: set })
  wanted.restore()
  const x = set.x.arraySync() as number[][]
  for (const data of [
    { x, y: [...set.labels()] },
    { x: Float32Array.from(x.flat()), y: set.labels() },
    { x: set.x, y: set.y },
  ]) {
    const pruned = prune(model, 0.5, { data })
    expect(pruned.before).toEqual(wanted.before)
    expect(pruned.after).toEqual(wanted.after)
    pruned.restore()
  }
  expect(() => prune(model, 0.5, { data: { x } as never })).toThrow('Expected `data` to be a dataset, or { x, y }')
  expect(() => quantize(model, { data: { x: [[1]], y: [0] } })).toThrow('The model takes [·, 2] and the data is [1, 1]')
  expect(() => quantize(model, { data: { x, y: [0] } })).toThrow('as many targets as inputs')
  expect(set.x.isDisposed).toBe(false)
  expect(tf.memory().numTensors).toBe(before)
  set.dispose()
  model.dispose()
})
