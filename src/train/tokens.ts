/** Token numbers: an embedding looks each one up, and TensorFlow's own words for one that is not there name no remedy. */
import { GradlabError } from '../errors.ts'
import type { tf } from '../tf.ts'
import { extent } from './extent.ts'

/** How many tokens the first layer that looks up the model's only input knows; undefined where none does. */
function vocabularyOf(model: tf.LayersModel): number | undefined {
  for (const layer of model.layers) {
    const { inputDim, vocabulary, inboundNodes } = layer as unknown as {
      inputDim?: number
      vocabulary?: number
      inboundNodes: readonly { inboundLayers: readonly tf.layers.Layer[] }[]
    }
    const size = { Embedding: inputDim, TokenEmbedding: vocabulary }[layer.getClassName()]
    const first = inboundNodes.some(({ inboundLayers }) => inboundLayers[0]?.getClassName() === 'InputLayer')
    if (size !== undefined && first) return size
  }
  return undefined
}

/** Fails where the model begins with an embedding and `x` holds what is no token of its vocabulary. */
export function checkTokens(model: tf.LayersModel, x: tf.Tensor, what: string): void {
  const size = model.inputs.length === 1 ? vocabularyOf(model) : undefined
  if (size === undefined) return
  const { low, high, fraction } = extent(x)
  if (!fraction && low >= 0 && high < size) return
  const found = fraction ? 'fractions' : `${low} … ${high}`
  throw new GradlabError(
    `Expected the tokens in ${what[0]!.toLowerCase()}${what.slice(1)} to be whole numbers in [0, ${size}), the model's vocabulary; found ${found}. ${
      high >= size
        ? `Make the model with \`vocabulary: ${Math.floor(high) + 1}\` or more, or check the tokens.`
        : 'Texts become tokens by `data.vocabulary`.'
    }`,
  )
}
