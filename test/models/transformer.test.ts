import { expect, test } from 'vitest'
import { attention, transformer } from '../../src/models/transformer.ts'
import { tf } from '../../src/tf.ts'

test('causal: an output a position, which later tokens do not change', () => {
  const before = tf.memory().numTensors
  const model = transformer({
    vocabulary: 9,
    length: 6,
    width: 8,
    heads: 2,
    layers: 2,
    causal: true,
    dropout: 0.1,
    seed: 1,
  })
  const [a, b] = [
    [1, 2, 3, 4, 5, 6],
    [1, 2, 3, 8, 8, 8],
  ].map(
    (
      tokens, // biome-ignore format: short
    ) => tf.tidy(() => ((model.predict(tf.tensor2d([tokens])) as tf.Tensor).arraySync() as number[][][])[0]!),
  )
  expect([a!.length, a![0]!.length]).toEqual([6, 9])
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 9; j++) expect(a![i]![j]).toBeCloseTo(b![i]![j]!, 5)
  }
  expect(Math.abs(a![3]![0]! - b![3]![0]!)).toBeGreaterThan(1e-6)
  model.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('a class for the whole sequence, its attention a tensor a block', () => {
  const model = transformer({ vocabulary: 9, length: 6, width: 8, heads: 2, layers: 3, outputs: 2, seed: 2 })
  expect(model.outputs[0]!.shape).toEqual([null, 2])
  const tokens = tf.tensor2d([[1, 2, 3, 4, 5, 6]])
  const before = tf.memory().numTensors
  const seen = attention(model, tokens)
  expect(seen.map((s) => s.shape)).toEqual([[1, 2, 6, 6], [1, 2, 6, 6], [1, 2, 6, 6]]) // biome-ignore format: short
  expect(tf.memory().numTensors).toBe(before + 3)
  tf.dispose([seen, tokens])
  model.dispose()
})

test('learns to repeat the first token', async () => {
  const model = transformer({ vocabulary: 4, length: 5, width: 16, heads: 2, layers: 1, outputs: 4, seed: 3 })
  const rows = Array.from({ length: 64 }, (_, i) =>
    Array.from({ length: 5 }, (_, j) => (i * (j + 3) + (i >> 2) * j + j) % 4),
  )
  const [x, y] = [tf.tensor2d(rows), tf.tidy(() => tf.oneHot(tf.tensor1d(rows.map((r) => r[0]!), 'int32'), 4).cast('float32'))] // biome-ignore format: short
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  const history = await model.fit(x, y, { epochs: 15, batchSize: 64, verbose: 0, shuffle: false })
  expect(history.history.acc!.at(-1)).toBeGreaterThan(0.9)
  tf.dispose([x, y])
  model.dispose()
})

test('bad options are told', () => {
  expect(() => transformer({ vocabulary: 3, length: 4, width: 10, heads: 4, outputs: 1 })).toThrow(
    /`heads` to divide `width` \(10\), found 4/,
  )
  expect(() => transformer({ length: 4, outputs: 1 })).toThrow(/either `vocabulary`/)
  expect(() => transformer({ vocabulary: 3, outputs: 1 } as never)).toThrow(/`length` to be a whole number/)
  expect(() => attention({} as never, {} as never)).toThrow(/a model with attention/)
})

test('layers say what they are', () => {
  const model = transformer({ vocabulary: 3, length: 4, width: 4, heads: 2, layers: 2, outputs: 2, dropout: 0.1 })
  const block = ['norm_1', 'attention', 'dropout_1', 'sum_1', 'norm_2', 'hidden', 'back', 'dropout_2', 'sum_2']
  const blocks = [1, 2].flatMap((i) => block.map((part) => `block_${i}_${part}`))
  expect(model.layers.map((l) => l.name)).toEqual(['input', 'embedding', ...blocks, 'norm', 'mean', 'output'])
  model.dispose()
})
