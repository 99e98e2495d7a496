import { expect, test } from 'vitest'
import { SelfAttention } from '../../../src/models/layers/attention.ts'
import { tf } from '../../../src/tf.ts'

test('each position looks with weights that add up to 1, causally at earlier ones only', () => {
  const x = tf.randomNormal([2, 5, 8])
  for (const causal of [false, true]) {
    const layer = new SelfAttention({ heads: 2, causal, seed: 1 })
    const y = layer.apply(x) as tf.Tensor
    expect(y.shape).toEqual([2, 5, 8])
    const weights = layer.attention(x)
    const rows = weights.arraySync().flat(2)
    rows.forEach((row, i) => {
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
      if (causal) expect(row.slice((i % 5) + 1).every((v) => v === 0)).toBe(true)
    })
    tf.dispose([y, weights])
    layer.dispose()
  }
  x.dispose()
})

test('heads that do not divide the width are told', () => {
  const x = tf.zeros([1, 2, 6])
  expect(() => new SelfAttention({ heads: 4 }).apply(x)).toThrow(/`heads` to divide the width 6, found 4/)
  expect(() => new SelfAttention({ heads: 0 })).toThrow(/`heads` to be a whole number ≥ 1/)
  x.dispose()
})
