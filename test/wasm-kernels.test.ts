import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'

vi.stubEnv('GRADLAB_BACKEND', 'wasm')
const { backendName, tf } = await import('../src/tf.ts')

// Keras's own numbers: test/oracle/layer-gradients.py.
const oracle = JSON.parse(readFileSync(new URL('./oracle/layer-gradients.json', import.meta.url), 'utf8')).layers

const L = tf.layers
const layers = {
  convolution: () => L.conv2d({ filters: 4, kernelSize: 3 }),
  'convolution, same, strides': () => L.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
  'convolution 1-D': () => L.conv1d({ filters: 4, kernelSize: 2 }),
  depthwise: () => L.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 }),
  separable: () => L.separableConv2d({ filters: 4, kernelSize: 3 }),
  transposed: () => L.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2 }),
  embedding: () => L.embedding({ inputDim: 6, outputDim: 3 }),
}

test.each(Object.keys(layers) as (keyof typeof layers)[])(
  'on WebAssembly: %s has the gradients that Keras finds',
  (name) => {
    expect(backendName()).toBe('wasm')
    const before = tf.memory()
    const { x: input, weights, c, dw } = oracle[name]
    const layer = layers[name]()
    const tokens = name === 'embedding'
    const model = tf.sequential({
      layers: [L.inputLayer({ inputShape: input.shape.slice(1), dtype: tokens ? 'int32' : 'float32' }), layer],
    })
    tf.tidy(() => {
      const x = tf.tensor(input.values, input.shape, tokens ? 'int32' : 'float32')
      model.setWeights(weights.map((w: any) => tf.tensor(w.values, w.shape)))
      const loss = () => (model.apply(x) as any).mul(tf.tensor(c.values, c.shape)).sum()
      const variables = model.trainableWeights.map((w) => w.read() as any)
      const { grads } = tf.variableGrads(loss, variables)
      variables.forEach((v, i) => {
        const [found, wanted] = [grads[v.name]!.dataSync(), dw[i].values as number[]]
        expect(grads[v.name]!.shape).toEqual(dw[i].shape)
        const scale = Math.max(1, ...wanted.map(Math.abs))
        const off = Math.max(...wanted.map((value, k) => Math.abs(value - found[k]!)))
        expect(off / scale, v.name).toBeLessThan(1e-5)
      })
    })
    model.dispose()
    expect(tf.memory().numTensors).toBe(before.numTensors)
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers)
  },
)
