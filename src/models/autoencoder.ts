/** The autoencoder: through a narrow middle and out again. Hinton and Salakhutdinov (2006), Science 313. */
import { wholeNumber } from '../data/numbers.ts'
import { tf } from '../tf.ts'
import { activationName, Parts, type WeightOptions, widths } from './parts.ts'

export interface AutoencoderOptions extends WeightOptions {
  /** Number of features. */
  inputs: number
  /** Widths on the way to the code; on the way back in reverse. @default [128] */
  hidden?: number[]
  /** Width of the narrow middle. @default 2 */
  code?: number
  /** @default 'relu' */
  activation?: string
  /** 'sigmoid' suits pixels in 0 … 1. @default 'sigmoid' */
  outputActivation?: string
}

/**
 * Three models that share their layers: `model` [·, inputs] → [·, inputs], `encoder` → [·, code], `decoder` back.
 * Train `model` with the inputs as targets; `model.dispose()` frees all three. The layers are named encoder_1, …, code, decoder_1, … and output.
 * @example const { model, encoder, decoder } = models.autoencoder({ inputs: 784, hidden: [128], code: 2 })
 */
export function autoencoder(options: AutoencoderOptions): {
  model: tf.LayersModel
  encoder: tf.LayersModel
  decoder: tf.LayersModel
} {
  const known = ['inputs', 'hidden', 'code', 'activation', 'outputActivation']
  const parts = new Parts('`models.autoencoder`', options, known)
  wholeNumber('inputs', options.inputs)
  const code = wholeNumber('code', options.code ?? 2)
  const hidden = widths('hidden', options.hidden ?? [128])
  const activation = activationName('activation', options.activation ?? 'relu')
  const last = activationName('outputActivation', options.outputActivation ?? 'sigmoid')
  const dense = (name: string, units: number, act: any) =>
    tf.layers.dense({ name, units, activation: act, ...parts.kernel() })
  const stack = (name: string, list: number[]) => list.map((units, i) => dense(`${name}_${i + 1}`, units, activation))
  const down = [...stack('encoder', hidden), dense('code', code, 'linear')]
  const up = [...stack('decoder', hidden.toReversed()), dense('output', options.inputs, last)]
  const through = (layers: tf.layers.Layer[], from: tf.SymbolicTensor) =>
    layers.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, from)
  const input = tf.input({ shape: [options.inputs] })
  const middle = through(down, input)
  const codes = tf.input({ shape: [code] })
  const outputs = through(up, middle)
  const model = tf.model({ inputs: input, outputs, ...(options.name ? { name: options.name } : {}) })
  const encoder = tf.model({ inputs: input, outputs: middle })
  const decoder = tf.model({ inputs: codes, outputs: through(up, codes) })
  // TensorFlow.js counts how often a layer is used: the decoder's are free only when both have let go of them.
  const dispose = model.dispose.bind(model)
  model.dispose = () => {
    const result = dispose()
    decoder.dispose()
    return result
  }
  return { model, encoder, decoder }
}
