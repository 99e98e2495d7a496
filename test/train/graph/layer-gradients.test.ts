/** Outputs and gradients of the layers, op by op and as a graph, are Keras's: test/oracle/layer-gradients.py. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SelfAttention } from '../../../src/models/layers/attention.ts'
import { LayerNorm } from '../../../src/models/layers/layer-norm.ts'
import { tf } from '../../../src/tf.ts'
import { compileGradient } from '../../../src/train/compile.ts'

interface Numbers {
  readonly shape: number[]
  readonly values: number[]
}

interface Wanted {
  readonly x: Numbers
  readonly weights: Numbers[]
  /** What the output is multiplied by, to be one number. */
  readonly c: Numbers
  readonly y: Numbers
  readonly dx: Numbers | null
  /** Of the trained weights. */
  readonly dw: Numbers[]
}

const url = new URL('../../oracle/layer-gradients.json', import.meta.url)
const oracle: Record<string, Wanted> = JSON.parse(readFileSync(url, 'utf8')).layers

const L = tf.layers
const gates = { recurrentActivation: 'sigmoid' } as const

const layers: Record<string, () => tf.layers.Layer> = {
  dense: () => L.dense({ units: 4 }),
  convolution: () => L.conv2d({ filters: 4, kernelSize: 3 }),
  'convolution, same, strides': () => L.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
  'convolution 1-D': () => L.conv1d({ filters: 4, kernelSize: 2 }),
  depthwise: () => L.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 }),
  separable: () => L.separableConv2d({ filters: 4, kernelSize: 3 }),
  transposed: () => L.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2 }),
  'max pooling': () => L.maxPooling2d({ poolSize: 2 }),
  'max pooling, same': () => L.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
  'average pooling': () => L.averagePooling2d({ poolSize: 2 }),
  'average pooling, same': () => L.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
  'global average pooling': () => L.globalAveragePooling2d({}),
  'global max pooling': () => L.globalMaxPooling2d({}),
  upsampling: () => L.upSampling2d({ size: [2, 2] }),
  'batch normalization': () => L.batchNormalization(),
  'batch normalization of images': () => L.batchNormalization(),
  'layer normalization': () => new LayerNorm({}) as unknown as tf.layers.Layer,
  embedding: () => L.embedding({ inputDim: 6, outputDim: 3 }),
  'simple RNN': () => L.simpleRNN({ units: 4 }),
  LSTM: () => L.lstm({ units: 4, ...gates }),
  'LSTM, sequences': () => L.lstm({ units: 4, returnSequences: true, ...gates }),
  GRU: () => L.gru({ units: 4, ...gates }),
  bidirectional: () => L.bidirectional({ layer: L.lstm({ units: 2, ...gates }) as any, mergeMode: 'concat' }),
  attention: () => new SelfAttention({ heads: 2 }) as unknown as tf.layers.Layer,
  'causal attention': () => new SelfAttention({ heads: 2, causal: true }) as unknown as tf.layers.Layer,
  prelu: () => L.prelu(),
  'leaky relu': () => L.leakyReLU({ alpha: 0.3 }),
  'time distributed': () => L.timeDistributed({ layer: L.dense({ units: 2 }) }),
}
const activations = [
  ...['relu', 'elu', 'selu', 'gelu', 'swish', 'mish', 'sigmoid', 'tanh', 'softmax', 'softplus', 'softsign', 'relu6'],
] as const
for (const name of activations) layers[name] = () => L.activation({ activation: name as 'relu' })

test('every layer of the oracle is here', () => {
  expect(Object.keys(layers).sort()).toEqual(Object.keys(oracle).sort())
})

const tensor = ({ values, shape }: Numbers, dtype?: 'int32') => tf.tensor(values, shape, dtype)

function close(found: tf.Tensor, wanted: Numbers, what: string): void {
  expect(found.shape, what).toEqual(wanted.shape)
  const scale = Math.max(1, ...wanted.values.map(Math.abs))
  const off = Math.max(...Array.from(found.dataSync(), (v, i) => Math.abs(v - wanted.values[i]!)))
  expect(off / scale, what).toBeLessThan(1e-5)
}

test.each(Object.keys(layers))('%s', (name) => {
  const before = tf.memory().numTensors
  const wanted = oracle[name]!
  const tokens = wanted.dx === null
  const model = tf.sequential({
    layers: [
      L.inputLayer({ inputShape: wanted.x.shape.slice(1), dtype: tokens ? 'int32' : 'float32' }),
      layers[name]!(),
    ],
  })
  const [x, c, ...weights] = [
    tensor(wanted.x, tokens ? 'int32' : undefined),
    ...[wanted.c, ...wanted.weights].map((t) => tensor(t)),
  ]
  const call = (input: tf.Tensor) => model.apply(input, { training: true }) as tf.Tensor
  const loss = (input: tf.Tensor) => call(input).mul(c!).sum()
  const variables = model.trainableWeights.map((w) => w.read() as tf.Variable)
  const reset = () => model.setWeights(weights)

  reset()
  tf.tidy(() => close(call(x!), wanted.y, 'output'))
  reset()
  tf.tidy(() => {
    if (!tokens) close(tf.grad(loss)(x!), wanted.dx!, 'gradient by the input, op by op')
    if (!variables.length) return
    const { grads } = tf.variableGrads(() => loss(x!) as tf.Scalar, variables)
    for (const [i, v] of variables.entries()) close(grads[v.name]!, wanted.dw[i]!, `gradient by ${v.name}, op by op`)
  })
  reset()
  const byInput = tokens ? undefined : compileGradient(loss)
  const byWeights = variables.length ? compileGradient(loss, { variables }) : undefined
  tf.tidy(() => {
    if (byInput) close(byInput(x!).gradients[0]!, wanted.dx!, 'gradient by the input, traced')
    const traced = byWeights?.(x!).gradients ?? []
    for (const [i, g] of traced.entries()) close(g, wanted.dw[i]!, `gradient by ${variables[i]!.name}, traced`)
  })
  byInput?.dispose()
  byWeights?.dispose()
  model.dispose()
  tf.dispose([x!, c!, weights])
  expect(tf.memory().numTensors).toBe(before)
})
