/** Linear regression as a network of one layer: ŷ = xW + b. */
import { wholeNumber } from '../data/numbers.ts'
import { tf } from '../tf.ts'
import { activationName, Parts, type WeightOptions } from './parts.ts'

export interface LinearOptions extends WeightOptions {
  /** Number of features. */
  inputs: number
  /** @default 1 */
  outputs?: number
  /** 'sigmoid' makes it a logistic regression. @default 'linear' */
  activation?: string
  /** Whether there is a bias. @default true */
  bias?: boolean
}

/**
 * ŷ = xW + b: one dense layer, named output, [·, inputs] → [·, outputs].
 * @example models.linear({ inputs: 1 })
 */
export function linear(options: LinearOptions): tf.Sequential {
  const parts = new Parts('`models.linear`', options, ['inputs', 'outputs', 'activation', 'bias'])
  const { outputs = 1, bias = true } = options
  wholeNumber('inputs', options.inputs, 1, 'It is the number of features of one example.')
  wholeNumber('outputs', outputs)
  return tf.sequential({
    ...(options.name ? { name: options.name } : {}),
    layers: [
      tf.layers.dense({
        name: 'output',
        inputShape: [options.inputs],
        units: outputs,
        activation: activationName('activation', options.activation ?? 'linear'),
        useBias: bias,
        ...parts.kernel(),
      }),
    ],
  })
}

/**
 * Logistic regression as a network: p = σ(xW + b), or softmax for more than two classes.
 * @example models.logistic({ inputs: 2 })               // [·, 2] → [·, 1], binaryCrossentropy
 * @example models.logistic({ inputs: 4, outputs: 3 })   // [·, 4] → [·, 3], categoricalCrossentropy
 */
export function logistic(options: Omit<LinearOptions, 'activation'>): tf.Sequential {
  return linear({ ...options, activation: (options.outputs ?? 1) > 1 ? 'softmax' : 'sigmoid' })
}
