/** Recurrent networks: sequences, one step after the other. */
import { wholeNumber } from '../data/numbers.ts'
import { checkName, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { dropoutRate, outputActivation, Parts, type WeightOptions, widths } from './parts.ts'

export interface RecurrentOptions extends WeightOptions {
  /** Number of different tokens: the input is token numbers [·, length], embedded first. */
  vocabulary?: number
  /** Number of features a step: the input is numbers [·, length, inputs]. Give this or `vocabulary`. */
  inputs?: number
  /** Steps of a sequence. @default any */
  length?: number
  /** Width of the embedding of tokens. @default 64 */
  embedding?: number
  /** Units of the recurrent layer, or of each of several. @default 64 */
  units?: number | number[]
  /**
   * 'lstm' (Hochreiter and Schmidhuber 1997), 'gru' (Cho et al. 2014; as Keras with reset_after=False) or 'simple'
   * (Elman 1990). @default 'lstm'
   */
  cell?: 'lstm' | 'gru' | 'simple'
  outputs: number
  /** An output at every step instead of one at the end. @default false */
  sequences?: boolean
  /** @default 'softmax' for several outputs, 'linear' for one */
  outputActivation?: string
  /** Share of units dropped after each recurrent layer in training. @default 0 */
  dropout?: number
}

/**
 * A recurrent network: [·, length] tokens or [·, length, inputs] numbers → [·, outputs] (or [·, length, outputs]).
 * Its layers are named embedding, lstm_1 (gru_1, simple_1), dropout_1, … and output.
 * @example models.recurrent({ vocabulary: 28, units: 64, cell: 'lstm', outputs: 28 })
 */
export function recurrent(options: RecurrentOptions): tf.Sequential {
  const parts = new Parts('`models.recurrent`', options, [
    ...['vocabulary', 'inputs', 'length', 'embedding', 'units', 'cell'],
    ...['outputs', 'sequences', 'outputActivation', 'dropout'],
  ])
  const { cell = 'lstm', embedding = 64, sequences = false } = options
  checkName('cell', cell, ['lstm', 'gru', 'simple'])
  if ((options.vocabulary === undefined) === (options.inputs === undefined)) {
    throw new GradlabError(
      'Expected either `vocabulary` (for sequences of token numbers) or `inputs` (features a step), found ' +
        `${options.inputs === undefined ? 'neither' : 'both'}.`,
    )
  }
  const units = widths('units', Array.isArray(options.units) ? options.units : [options.units ?? 64])
  if (options.length !== undefined) wholeNumber('length', options.length)
  wholeNumber('outputs', options.outputs)
  const rate = dropoutRate(options.dropout ?? 0)
  const length = options.length ?? null

  const layers: tf.layers.Layer[] = []
  if (options.vocabulary !== undefined) {
    layers.push(
      tf.layers.embedding({
        name: 'embedding',
        inputDim: wholeNumber('vocabulary', options.vocabulary),
        outputDim: wholeNumber('embedding', embedding),
        batchInputShape: [null, length],
        embeddingsInitializer: tf.initializers.randomUniform({ minval: -0.05, maxval: 0.05, seed: parts.seed() }),
      }),
    )
  }
  const make = { lstm: tf.layers.lstm, gru: tf.layers.gru, simple: tf.layers.simpleRNN }[cell]
  units.forEach((width, i) => {
    const shape =
      i === 0 && options.inputs !== undefined
        ? { batchInputShape: [null, length, wholeNumber('inputs', options.inputs)] as [null, number | null, number] }
        : {}
    layers.push(
      make({
        ...shape,
        name: `${cell}_${i + 1}`,
        units: width,
        returnSequences: sequences || i < units.length - 1,
        recurrentInitializer: parts.orthogonal(),
        // Keras's gates; TensorFlow.js starts from the piecewise linear 'hardSigmoid'.
        ...(cell === 'simple' ? {} : { recurrentActivation: 'sigmoid' }),
        ...parts.kernel(),
      } as any),
    )
    if (rate > 0) layers.push(parts.dropout(rate, `dropout_${i + 1}`))
  })
  const activation = outputActivation(options.outputActivation, options.outputs)
  const last = tf.layers.dense({ name: 'output', units: options.outputs, activation, ...parts.kernel() })
  layers.push(last)
  return tf.sequential({ ...(options.name ? { name: options.name } : {}), layers })
}
