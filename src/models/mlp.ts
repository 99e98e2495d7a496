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
 * A multilayer perceptron, [·, inputs] → [·, outputs]. Its layers are named hidden_1, hidden_2, … and output; beside them
 * flatten, norm_1, activation_1 and dropout_1 where asked for.
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
  if (shape.length > 1) layers.push(tf.layers.flatten({ ...first(), name: 'flatten' }))
  hidden.forEach((units, k) => {
    const dense = { ...first(), name: `hidden_${k + 1}`, units, ...parts.kernel() }
    if (options.batchNorm) {
      layers.push(
        tf.layers.dense({ ...dense, useBias: false }),
        tf.layers.batchNormalization({ name: `norm_${k + 1}` }),
      )
      layers.push(tf.layers.activation({ activation, name: `activation_${k + 1}` }))
    } else layers.push(tf.layers.dense({ ...dense, activation }))
    if (rate > 0) layers.push(parts.dropout(rate, `dropout_${k + 1}`))
  })
  const output = { ...first(), name: 'output', units: options.outputs, activation: last }
  layers.push(tf.layers.dense({ ...output, ...parts.kernel() }))
  return tf.sequential({ ...(options.name ? { name: options.name } : {}), layers })
}
