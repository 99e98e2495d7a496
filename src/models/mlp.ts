/** The multilayer perceptron: dense layers, one after the other. */
import { wholeNumber } from '../data/numbers.ts'
import { tf } from '../tf.ts'
import { activationName, dropoutRate, outputActivation, Parts, type WeightOptions, widths } from './parts.ts'

export interface MlpOptions extends WeightOptions {
  /** Number of features, or the shape of one example, e.g. [28, 28, 1], which is flattened first. */
  inputs: number | number[]
  /** Widths of the hidden layers. @default [] */
  hidden?: number[]
  outputs: number
  /** Of the hidden layers. @default 'relu' */
  activation?: string
  /** @default 'softmax' for several outputs, 'linear' for one; 'sigmoid' for two classes and one output */
  outputActivation?: string
  /** Share of units dropped after each hidden layer in training. @default 0 */
  dropout?: number
  /** Batch normalization before each hidden layer's activation. @default false */
  batchNorm?: boolean
}

/**
 * A multilayer perceptron, [·, inputs] → [·, outputs].
 * @example models.mlp({ inputs: 784, hidden: [512, 256], outputs: 10 })
 */
export function mlp(options: MlpOptions): tf.Sequential {
  const known = ['inputs', 'hidden', 'outputs', 'activation', 'outputActivation', 'dropout', 'batchNorm']
  const parts = new Parts('`models.mlp`', options, known)
  const hidden = widths('hidden', options.hidden ?? [])
  const shape = Array.isArray(options.inputs) ? options.inputs : [options.inputs]
  shape.forEach((size) => {
    wholeNumber('inputs', size, 1, 'It is the number of features of one example, e.g. 784.')
  })
  wholeNumber('outputs', options.outputs)
  const rate = dropoutRate(options.dropout ?? 0)
  const activation = activationName('activation', options.activation ?? 'relu')
  const last = outputActivation(options.outputActivation, options.outputs)

  const layers: tf.layers.Layer[] = []
  let inputShape: number[] | undefined = shape
  const first = () => {
    const given = inputShape ? { inputShape } : {}
    inputShape = undefined
    return given
  }
  if (shape.length > 1) layers.push(tf.layers.flatten(first()))
  for (const units of hidden) {
    if (options.batchNorm) {
      layers.push(tf.layers.dense({ ...first(), units, useBias: false, ...parts.kernel() }))
      layers.push(tf.layers.batchNormalization(), tf.layers.activation({ activation }))
    } else layers.push(tf.layers.dense({ ...first(), units, activation, ...parts.kernel() }))
    if (rate > 0) layers.push(parts.dropout(rate))
  }
  layers.push(tf.layers.dense({ ...first(), units: options.outputs, activation: last, ...parts.kernel() }))
  return tf.sequential({ ...(options.name ? { name: options.name } : {}), layers })
}
