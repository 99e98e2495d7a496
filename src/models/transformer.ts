/** The Transformer. Vaswani et al. (2017), "Attention is all you need"; norms first, as Xiong et al. (2020) advise. */
import { wholeNumber } from '../data/numbers.ts'
import { expected } from '../errors.ts'
import { tf } from '../tf.ts'
import { SelfAttention } from './layers/attention.ts'
import { LayerNorm } from './layers/layer-norm.ts'
import { TokenEmbedding } from './layers/token-embedding.ts'
import { activationName, dropoutRate, outputActivation, Parts, type WeightOptions } from './parts.ts'

export interface TransformerOptions extends WeightOptions {
  /** Number of different tokens: the input is token numbers [·, length]. */
  vocabulary?: number
  /** Number of features a step, in place of `vocabulary`: the input is numbers [·, length, inputs]. */
  inputs?: number
  /** Longest sequence. */
  length: number
  /** Width of the vectors, d. @default 64 */
  width?: number
  /** @default 4 */
  heads?: number
  /** Number of blocks. @default 2 */
  layers?: number
  /** Width of the dense layer inside each block. @default 4 · width */
  hidden?: number
  /** @default `vocabulary` where causal */
  outputs?: number
  /** Each position sees only itself and earlier ones, and has an output of its own: next-token prediction. @default false */
  causal?: boolean
  /** Of the dense layer inside each block. @default 'relu' */
  activation?: string
  /** @default 'softmax' for several outputs, 'linear' for one */
  outputActivation?: string
  /** Share dropped after attention and dense layers in training. @default 0 */
  dropout?: number
}

/**
 * A Transformer: [·, length] tokens → [·, outputs] from the mean over positions, or [·, length, outputs] where causal.
 * Its layers are named embedding, then in each block block_1_attention, block_1_hidden, block_1_back and the norms and sums
 * beside them, then norm, mean and output.
 * @example models.transformer({ vocabulary: 28, length: 32, width: 64, heads: 4, layers: 2, causal: true })
 */
export function transformer(options: TransformerOptions): tf.LayersModel {
  const parts = new Parts('`models.transformer`', options, [
    ...['vocabulary', 'inputs', 'length', 'width', 'heads', 'layers', 'hidden'],
    ...['outputs', 'causal', 'activation', 'outputActivation', 'dropout'],
  ])
  const { width = 64, heads = 4, layers = 2, causal = false, vocabulary } = options
  const length = wholeNumber('length', options.length)
  wholeNumber('width', width)
  wholeNumber('heads', heads)
  wholeNumber('layers', layers)
  if (width % heads) throw expected(`\`heads\` to divide \`width\` (${width})`, heads)
  if ((vocabulary === undefined) === (options.inputs === undefined)) {
    throw expected('either `vocabulary` (token numbers) or `inputs` (features a step)', options)
  }
  const hidden = wholeNumber('hidden', options.hidden ?? 4 * width)
  const outputs = wholeNumber('outputs', options.outputs ?? (causal ? vocabulary : undefined))
  const rate = dropoutRate(options.dropout ?? 0)
  const activation = activationName('activation', options.activation ?? 'relu')
  const last = outputActivation(options.outputActivation, outputs)

  const drop = (name: string, x: tf.SymbolicTensor) =>
    rate > 0 ? (parts.dropout(rate, name).apply(x) as tf.SymbolicTensor) : x
  const norm = (name: string, x: tf.SymbolicTensor) =>
    new LayerNorm({ epsilon: 1e-6, name }).apply(x) as tf.SymbolicTensor
  const dense = (name: string, x: tf.SymbolicTensor, units: number, act: any = 'linear') =>
    tf.layers.dense({ name, units, activation: act, ...parts.kernel() }).apply(x) as tf.SymbolicTensor
  const sum = (name: string, a: tf.SymbolicTensor, b: tf.SymbolicTensor) =>
    tf.layers.add({ name }).apply([a, b]) as tf.SymbolicTensor

  const input = tf.input({
    name: 'input',
    shape: vocabulary === undefined ? [length, wholeNumber('inputs', options.inputs)] : [length],
  })
  let x =
    vocabulary === undefined
      ? dense('embedding', input, width)
      : (new TokenEmbedding({ name: 'embedding', vocabulary, length, width, seed: parts.seed() }).apply(
          input,
        ) as tf.SymbolicTensor)
  for (let i = 1; i <= layers; i++) {
    const name = (part: string) => `block_${i}_${part}`
    const attention = new SelfAttention({ heads, causal, seed: parts.seed(), name: name('attention') })
    const seen = attention.apply(norm(name('norm_1'), x)) as tf.SymbolicTensor
    x = sum(name('sum_1'), x, drop(name('dropout_1'), seen))
    const wide = dense(name('hidden'), norm(name('norm_2'), x), hidden, activation)
    x = sum(name('sum_2'), x, drop(name('dropout_2'), dense(name('back'), wide, width)))
  }
  x = norm('norm', x)
  if (!causal) x = tf.layers.globalAveragePooling1d({ name: 'mean' }).apply(x) as tf.SymbolicTensor
  const out = dense('output', x, outputs, last)
  return tf.model({ inputs: input, outputs: out, ...(options.name ? { name: options.name } : {}) })
}

/**
 * Where a Transformer looks: the attention of each block on some sequences.
 * @param input what the model takes, [batch, length]
 * @returns one tensor a block, [batch, heads, length (looking), length (looked at)]; dispose of them
 * @example const [first] = models.attention(model, tokens); plot.heatmap(first.slice([0, 0], [1, 1]).squeeze())
 */
export function attention(model: tf.LayersModel, input: tf.Tensor): tf.Tensor4D[] {
  const layers = (model?.layers ?? []).filter((layer) => layer instanceof SelfAttention) as SelfAttention[]
  if (!layers.length) throw expected('a model with attention, as `models.transformer` makes them', model)
  return tf.tidy(() => {
    const inner = tf.model({ inputs: model.inputs, outputs: layers.map((layer) => layer.input as tf.SymbolicTensor) })
    const given = [inner.predict(input)].flat() as tf.Tensor[]
    return layers.map((layer, i) => layer.attention(given[i]!))
  })
}
