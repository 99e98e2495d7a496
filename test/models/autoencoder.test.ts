import { expect, test } from 'vitest'
import { autoencoder } from '../../src/models/autoencoder.ts'
import { tf } from '../../src/tf.ts'

test('encoder and decoder, one after the other, are the whole model', () => {
  const { model, encoder, decoder } = autoencoder({ inputs: 6, hidden: [5], code: 2, seed: 1 })
  const [a, b, code] = tf.tidy(() => {
    const x = tf.randomUniform([3, 6])
    const z = encoder.predict(x) as tf.Tensor
    return [model.predict(x) as tf.Tensor, decoder.predict(z) as tf.Tensor, z].map((t) => t.arraySync() as number[][])
  }) as [number[][], number[][], number[][]]
  expect(code[0]).toHaveLength(2)
  a.flat().forEach((v, i) => {
    expect(b.flat()[i]).toBeCloseTo(v, 6)
  })
  expect(() => autoencoder({} as never)).toThrow(/`inputs` to be a whole number/)
  model.dispose()
})

test('layers say what they are', () => {
  const before = tf.memory().numTensors
  const { model, encoder, decoder } = autoencoder({ inputs: 6, hidden: [5, 4], code: 2 })
  expect(model.layers.slice(1).map((l) => l.name)).toEqual([
    ...['encoder_1', 'encoder_2', 'code', 'decoder_1', 'decoder_2', 'output'],
  ])
  model.dispose()
  // The three share their layers: with the whole model nothing is left of the other two.
  expect(tf.memory().numTensors).toBe(before)
  for (const other of [encoder, decoder]) expect(() => other.dispose()).toThrow('already disposed')
})
