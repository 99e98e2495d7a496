/** The convolutional network for images. LeCun et al. (1998), "Gradient-based learning applied to document recognition". */
import { wholeNumber } from '../data/numbers.ts'
import { expected } from '../errors.ts'
import { tf } from '../tf.ts'
import { activationName, dropoutRate, outputActivation, Parts, type WeightOptions, widths } from './parts.ts'

export interface CnnOptions extends WeightOptions {
  /** Shape of one image: [height, width, channels]. @default [28, 28, 1] */
  inputs?: [number, number, number]
  /** Filters of each convolution. @default [32, 64] */
  filters?: number[]
  /** Width and height of the filters. @default 3 */
  kernel?: number
  /** Side of the max-pooling after each convolution; 1 for none. @default 2 */
  pool?: number
  /** 'same' keeps the size of the image, 'valid' loses kernel − 1. @default 'same' */
  padding?: 'same' | 'valid'
  /** Widths of the dense layers after the convolutions. @default [128] */
  dense?: number[]
  /** @default 10 */
  outputs?: number
  /** @default 'relu' */
  activation?: string
  /** @default 'softmax' for several outputs, 'linear' for one */
  outputActivation?: string
  /** Share of units dropped before each dense layer in training. @default 0 */
  dropout?: number
  /** Batch normalization after each convolution. @default false */
  batchNorm?: boolean
}

/**
 * Convolution and pooling, as often as there are `filters`, then dense layers: [·, height, width, channels] → [·, outputs].
 * Its layers are named conv_1, pool_1, …, flatten, hidden_1, … and output; norm_1, activation_1, dropout_1 where asked for.
 * @example models.cnn({ inputs: [28, 28, 1], filters: [32, 64], outputs: 10 })
 */
export function cnn(options: CnnOptions = {}): tf.Sequential {
  const parts = new Parts('`models.cnn`', options, [
    ...['inputs', 'filters', 'kernel', 'pool', 'padding', 'dense', 'outputs'],
    ...['activation', 'outputActivation', 'dropout', 'batchNorm'],
  ])
  const { inputs = [28, 28, 1], kernel = 3, pool = 2, padding = 'same', outputs = 10 } = options
  if (!Array.isArray(inputs) || inputs.length !== 3) {
    throw expected('`inputs` to be [height, width, channels]', inputs, 'MNIST is [28, 28, 1].')
  }
  inputs.forEach((size, i) => {
    wholeNumber(`inputs[${i}]`, size)
  })
  const filters = widths('filters', options.filters ?? [32, 64])
  const dense = widths('dense', options.dense ?? [128])
  if (!filters.length)
    throw expected('`filters` to have at least one number', filters, 'Without any, use `models.mlp`.')
  wholeNumber('kernel', kernel)
  wholeNumber('pool', pool)
  wholeNumber('outputs', outputs)
  if (padding !== 'same' && padding !== 'valid') throw expected("`padding` to be 'same' or 'valid'", padding)
  let side = Math.min(inputs[0], inputs[1])
  for (const [i] of filters.entries()) {
    if (padding === 'valid') side -= kernel - 1
    side = Math.floor(side / pool)
    if (side < 1) {
      throw expected(
        `at most ${i} convolution(s) with pooling ${pool} on an image of ${inputs[0]} × ${inputs[1]}`,
        filters.length,
      )
    }
  }
  const rate = dropoutRate(options.dropout ?? 0)
  const activation = activationName('activation', options.activation ?? 'relu')

  const layers: tf.layers.Layer[] = []
  filters.forEach((count, i) => {
    const shape = i === 0 ? { inputShape: inputs } : {}
    const name = `conv_${i + 1}`
    const convolution = { ...shape, name, filters: count, kernelSize: kernel, padding, ...parts.kernel() }
    if (options.batchNorm) {
      layers.push(tf.layers.conv2d({ ...convolution, useBias: false }))
      layers.push(tf.layers.batchNormalization({ name: `norm_${i + 1}` }))
      layers.push(tf.layers.activation({ activation, name: `activation_${i + 1}` }))
    } else layers.push(tf.layers.conv2d({ ...convolution, activation }))
    if (pool > 1) layers.push(tf.layers.maxPooling2d({ poolSize: pool, name: `pool_${i + 1}` }))
  })
  layers.push(tf.layers.flatten({ name: 'flatten' }))
  dense.forEach((units, i) => {
    if (rate > 0) layers.push(parts.dropout(rate, `dropout_${i + 1}`))
    layers.push(tf.layers.dense({ name: `hidden_${i + 1}`, units, activation, ...parts.kernel() }))
  })
  if (rate > 0) layers.push(parts.dropout(rate, `dropout_${dense.length + 1}`))
  const last = outputActivation(options.outputActivation, outputs)
  layers.push(tf.layers.dense({ name: 'output', units: outputs, activation: last, ...parts.kernel() }))
  return tf.sequential({ ...(options.name ? { name: options.name } : {}), layers })
}
