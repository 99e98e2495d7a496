/** One small model for each kind of layer: the table of what is traced. */
import * as models from '../../../src/models/index.ts'
import { Random } from '../../../src/random.ts'
import { tf } from '../../../src/tf.ts'

export interface Case {
  readonly model: () => tf.LayersModel
  /** Shape of one example. */
  readonly shape: number[]
  /** Adam turns the rounding noise of a gradient that is exactly 0 (a key's bias in attention) into steps of size lr. */
  readonly optimizer?: string
  /** Class numbers below this, instead of real numbers. */
  readonly tokens?: number
}

const L = tf.layers
const init = (seed: number) => tf.initializers.glorotUniform({ seed })
const dense = (units: number, more = {}) => L.dense({ units, kernelInitializer: init(units), ...more })
const sequence = (...layers: any[]) => tf.sequential({ layers })
const recurrent = { kernelInitializer: init(1), recurrentInitializer: init(2) }
const gated = { ...recurrent, recurrentActivation: 'sigmoid' } as const

export const cases: Record<string, Case> = {
  dense: {
    model: () => sequence(dense(8, { inputShape: [6], activation: 'relu' }), dense(3, { activation: 'softmax' })),
    shape: [6],
  },
  'dense, L1 and L2': {
    model: () =>
      sequence(
        dense(8, {
          inputShape: [6],
          activation: 'tanh',
          kernelRegularizer: tf.regularizers.l1l2({ l1: 0.01, l2: 0.02 }),
        }),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [6],
  },
  activations: {
    model: () =>
      sequence(
        dense(8, { inputShape: [6], activation: 'elu' }),
        dense(8, { activation: 'selu' }),
        dense(8, { activation: 'swish' }),
        dense(8, { activation: 'softplus' }),
        L.leakyReLU(),
        dense(8, { activation: 'softsign' }),
        dense(8, { activation: 'hardSigmoid' }),
        L.prelu(),
        dense(8, { activation: 'relu6' }),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [6],
  },
  convolution: {
    model: () =>
      sequence(
        L.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: 'relu', kernelInitializer: init(4) }),
        L.maxPooling2d({ poolSize: 2 }),
        L.conv2d({ filters: 4, kernelSize: 3, padding: 'same', strides: 2, kernelInitializer: init(5) }),
        L.flatten(),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [8, 8, 1],
  },
  'convolution 1-D': {
    model: () =>
      sequence(
        L.conv1d({
          inputShape: [8, 3],
          filters: 4,
          kernelSize: 3,
          padding: 'same',
          activation: 'relu',
          kernelInitializer: init(4),
        }),
        L.globalMaxPooling1d(),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [8, 3],
  },
  'depthwise, average pooling': {
    model: () =>
      sequence(
        L.depthwiseConv2d({ inputShape: [8, 8, 2], kernelSize: 3, depthwiseInitializer: init(4) }),
        L.averagePooling2d({ poolSize: 2 }),
        L.globalAveragePooling2d({}),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [8, 8, 2],
  },
  'transposed, upsampling, padding': {
    model: () =>
      sequence(
        L.zeroPadding2d({ inputShape: [4, 4, 2], padding: 1 }),
        L.conv2dTranspose({ filters: 3, kernelSize: 3, strides: 2, kernelInitializer: init(4) }),
        L.upSampling2d({ size: [2, 2] }),
        L.flatten(),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [4, 4, 2],
  },
  'batch normalization': {
    model: () =>
      sequence(
        dense(8, { inputShape: [6], useBias: false }),
        L.batchNormalization(),
        L.reLU(),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [6],
  },
  'batch normalization of images': {
    model: () =>
      sequence(
        L.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, useBias: false, kernelInitializer: init(4) }),
        L.batchNormalization(),
        L.reLU(),
        L.flatten(),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [8, 8, 1],
  },
  'layer normalization': {
    model: () => sequence(dense(8, { inputShape: [6] }), L.layerNormalization(), dense(3, { activation: 'softmax' })),
    shape: [6],
  },
  dropout: {
    model: () =>
      sequence(
        dense(32, { inputShape: [6], activation: 'relu' }),
        L.dropout({ rate: 0.5 }),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [6],
  },
  noise: {
    model: () =>
      sequence(
        L.gaussianNoise({ inputShape: [6], stddev: 0.1 }),
        dense(16, { activation: 'relu' }),
        L.gaussianDropout({ rate: 0.3 }),
        L.alphaDropout({ rate: 0.2 }),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [6],
  },
  embedding: {
    model: () =>
      sequence(
        L.embedding({ inputDim: 11, outputDim: 4, inputLength: 5, embeddingsInitializer: init(3) }),
        L.flatten(),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [5],
    tokens: 11,
  },
  'simple RNN': {
    model: () =>
      sequence(L.simpleRNN({ units: 5, inputShape: [4, 3], ...recurrent }), dense(3, { activation: 'softmax' })),
    shape: [4, 3],
  },
  LSTM: {
    model: () =>
      sequence(
        L.lstm({ units: 5, inputShape: [4, 3], returnSequences: true, ...recurrent }),
        L.lstm({ units: 4, ...recurrent }),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [4, 3],
  },
  "LSTM with Keras's gates": {
    model: () =>
      sequence(
        L.lstm({ units: 5, inputShape: [4, 3], returnSequences: true, ...gated }),
        L.lstm({ units: 4, goBackwards: true, useBias: false, returnSequences: true, ...gated }),
        L.bidirectional({ layer: L.lstm({ units: 4, ...gated }) as any, mergeMode: 'concat' } as any),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [4, 3],
  },
  'LSTM with dropout': {
    model: () =>
      sequence(
        L.lstm({ units: 5, inputShape: [4, 3], dropout: 0.2, recurrentDropout: 0.2, ...recurrent }),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [4, 3],
  },
  GRU: {
    model: () => sequence(L.gru({ units: 5, inputShape: [4, 3], ...recurrent }), dense(3, { activation: 'softmax' })),
    shape: [4, 3],
  },
  bidirectional: {
    model: () =>
      sequence(
        L.bidirectional({
          layer: L.gru({ units: 4, ...recurrent }) as any,
          mergeMode: 'concat',
          inputShape: [4, 3],
        } as any),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [4, 3],
  },
  'several paths': {
    model() {
      const input = tf.input({ shape: [6] })
      const a = dense(5, { activation: 'relu' }).apply(input) as tf.SymbolicTensor
      const b = dense(5, { activation: 'tanh' }).apply(input) as tf.SymbolicTensor
      const sum = L.add().apply([a, b]) as tf.SymbolicTensor
      const both = L.concatenate().apply([sum, a, L.multiply().apply([a, b]) as tf.SymbolicTensor]) as tf.SymbolicTensor
      return tf.model({ inputs: input, outputs: dense(3, { activation: 'softmax' }).apply(both) as tf.SymbolicTensor })
    },
    shape: [6],
  },
  'time distributed, reshape, permute': {
    model: () =>
      sequence(
        L.timeDistributed({ layer: dense(4), inputShape: [4, 3] }),
        L.permute({ dims: [2, 1] }),
        L.reshape({ targetShape: [16] }),
        dense(3, { activation: 'softmax' }),
      ),
    shape: [4, 3],
  },
}

/** The networks of `models`: attention, positions, token embeddings, seeded dropout. */
Object.assign(cases, {
  'models.transformer': {
    model: () =>
      models.transformer({
        vocabulary: 11,
        length: 5,
        width: 8,
        heads: 2,
        layers: 2,
        outputs: 3,
        dropout: 0.1,
        seed: 1,
      }),
    shape: [5],
    tokens: 11,
    optimizer: 'sgd',
  },
  'models.recurrent': {
    model: () =>
      models.recurrent({ vocabulary: 11, length: 5, embedding: 4, units: 6, cell: 'gru', outputs: 3, seed: 1 }),
    shape: [5],
    tokens: 11,
  },
  'models.mlp': {
    model: () => models.mlp({ inputs: 6, hidden: [8, 8], outputs: 3, dropout: 0.2, l1: 1e-3, l2: 1e-3, seed: 1 }),
    shape: [6],
  },
} satisfies Record<string, Case>)

/** The same data for every run: 50 examples, so that a batch size of 16 leaves a smaller last batch. */
export function example({ shape, tokens }: Case, loss = 'categoricalCrossentropy', count = 50) {
  const random = new Random(7)
  const size = shape.reduce((a, b) => a * b, 1)
  const values = Float32Array.from({ length: count * size }, () => (tokens ? random.integer(tokens) : random.normal()))
  const labels = Array.from({ length: count }, () => random.integer(3))
  const x = tf.tensor(values, [count, ...shape])
  const y =
    loss === 'sparseCategoricalCrossentropy'
      ? tf.tensor1d(labels, 'int32')
      : tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), 3).toFloat())
  return { x, y, size: count }
}
