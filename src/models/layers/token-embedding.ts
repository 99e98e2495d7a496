/** Tokens and their places as vectors: the input of a Transformer. */
import { wholeNumber } from '../../data/numbers.ts'
import { tf } from '../../tf.ts'
import { Layer, register, single } from './base.ts'

/**
 * [batch, length] of token numbers → [batch, length, width]: one learned vector a token plus one a position.
 * Vaswani et al. (2017), section 3.4 and 3.5 (learned positions).
 */
export class TokenEmbedding extends Layer {
  static className = 'TokenEmbedding'
  readonly vocabulary: number
  readonly length: number
  readonly width: number
  readonly seed: number | undefined
  #tokens: any
  #positions: any

  constructor(args: {
    vocabulary: number
    length: number
    width: number
    seed?: number
    name?: string
    inputShape?: number[]
  }) {
    super(args as any)
    this.vocabulary = wholeNumber('vocabulary', args.vocabulary)
    this.length = wholeNumber('length', args.length)
    this.width = wholeNumber('width', args.width)
    this.seed = args.seed
  }

  override build(inputShape: any): void {
    const start = (k: number) =>
      tf.initializers.randomUniform({
        minval: -0.05,
        maxval: 0.05,
        ...(this.seed === undefined ? {} : { seed: this.seed + k }),
      }) as any
    this.#tokens = this.addWeight('tokens', [this.vocabulary, this.width], 'float32', start(0))
    this.#positions = this.addWeight('positions', [this.length, this.width], 'float32', start(1))
    super.build(inputShape)
  }

  override call(inputs: any): tf.Tensor {
    return tf.tidy(() => {
      const tokens = single(inputs)
      const length = tokens.shape[1]!
      const positions = this.#positions.read()
      const places = length === this.length ? positions : positions.slice([0, 0], [length, -1])
      return tf.gather(this.#tokens.read(), tokens.cast('int32')).add(places)
    })
  }

  override computeOutputShape(inputShape: any): any {
    return [inputShape[0], inputShape[1], this.width]
  }

  override getConfig(): any {
    return {
      ...super.getConfig(),
      vocabulary: this.vocabulary,
      length: this.length,
      width: this.width,
      ...(this.seed === undefined ? {} : { seed: this.seed }),
    }
  }
}
register(TokenEmbedding)
