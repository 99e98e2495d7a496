import { expect, test } from 'vitest'
import { LayerNorm } from '../../../src/models/layers/layer-norm.ts'
import { tf } from '../../../src/tf.ts'

test("has the numbers and the gradient of TensorFlow.js's own", () => {
  const layers = [new LayerNorm({ epsilon: 1e-3 }), tf.layers.layerNormalization({ epsilon: 1e-3 })]
  const x = tf.randomNormal([3, 4, 6])
  const target = tf.randomNormal([3, 4, 6])
  const [a, b] = layers.map((layer) => {
    tf.dispose(layer.apply(x) as tf.Tensor)
    const weights = [tf.linspace(0.5, 2, 6), tf.linspace(-1, 1, 6)]
    layer.setWeights(weights)
    tf.dispose(weights)
    return tf.tidy(() => {
      const y = layer.apply(x) as tf.Tensor
      const gradient = tf.grad((v) => (layer.apply(v) as tf.Tensor).mul(target).sum())(x)
      return [...y.dataSync(), ...gradient.dataSync()]
    })
  })
  a!.forEach((v, i) => {
    expect(Math.abs(v - b![i]!)).toBeLessThan(1e-5)
  })
  expect(layers[0]!.getWeights().map((w) => w.shape)).toEqual([[6], [6]])
  tf.dispose([x, target])
})
