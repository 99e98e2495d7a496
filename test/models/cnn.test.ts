import { expect, test } from 'vitest'
import { cnn } from '../../src/models/cnn.ts'
import { tf } from '../../src/tf.ts'

test('convolutions, pooling and dense layers, with as many parameters as Keras counts', () => {
  const before = tf.memory().numTensors
  const model = cnn()
  expect(model.countParams()).toBe(320 + 18496 + 401536 + 1290)
  const y = tf.tidy(() => (model.predict(tf.zeros([2, 28, 28, 1])) as tf.Tensor).shape)
  expect(y).toEqual([2, 10])
  model.dispose()
  const other = cnn({
    filters: [4],
    kernel: 5,
    pool: 1,
    padding: 'valid',
    dense: [],
    outputs: 1,
    dropout: 0.5,
    batchNorm: true,
  })
  expect(other.layers.map((l) => l.getClassName())).toEqual([
    ...['Conv2D', 'BatchNormalization', 'Activation', 'Flatten', 'Dropout', 'Dense'],
  ])
  other.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('bad options are told', () => {
  expect(() => cnn({ inputs: [784] as never })).toThrow(/`inputs` to be \[height, width, channels\], found \[784\]/)
  expect(() => cnn({ filters: [8, 8, 8, 8, 8] })).toThrow(
    /at most 4 convolution\(s\) with pooling 2 on an image of 28 × 28, found 5/,
  )
  expect(() => cnn({ filters: [] })).toThrow(/`models.mlp`/)
  expect(() => cnn({ padding: 'full' as never })).toThrow(/'same' or 'valid'/)
  expect(() => cnn({ kernels: 3 } as never)).toThrow(/Did you mean `kernel`/)
})

test('layers say what they are', () => {
  const names = (options: object) => {
    const model = cnn({ inputs: [8, 8, 1], filters: [2, 2], dense: [4], ...options })
    const found = model.layers.map((l) => l.name)
    model.dispose()
    return found
  }
  expect(names({})).toEqual(['conv_1', 'pool_1', 'conv_2', 'pool_2', 'flatten', 'hidden_1', 'output'])
  expect(names({ batchNorm: true, dropout: 0.1 })).toEqual([
    ...['conv_1', 'norm_1', 'activation_1', 'pool_1', 'conv_2', 'norm_2', 'activation_2', 'pool_2'],
    ...['flatten', 'dropout_1', 'hidden_1', 'dropout_2', 'output'],
  ])
})
