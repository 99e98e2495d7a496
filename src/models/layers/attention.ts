/** Multi-head self-attention. Vaswani et al. (2017), "Attention is all you need", section 3.2. */
import { wholeNumber } from '../../data/numbers.ts'
import { expected } from '../../errors.ts'
import { tf } from '../../tf.ts'
import { Layer, register, single } from './base.ts'

export interface AttentionArgs {
  /** Number of heads. */
  heads: number
  /** Size of each head's queries, keys and values. @default width / heads */
  headSize?: number
  /** Each position sees itself and earlier ones only. @default false */
  causal?: boolean
  seed?: number
  name?: string
}

/** What is added to a score that must not be seen: e⁻¹⁰⁰⁰⁰⁰⁰⁰⁰⁰ is 0 in float32. */
const HIDDEN = -1e9

/**
 * [batch, length, width] → [batch, length, width]: softmax(QKᵀ / √headSize) V in each head, the heads joined by a matrix.
 * Weights have the shapes of Keras's MultiHeadAttention.
 */
export class SelfAttention extends Layer {
  static className = 'SelfAttention'
  readonly heads: number
  readonly causal: boolean
  headSize: number | undefined
  readonly seed: number | undefined
  #weights: Record<'query' | 'key' | 'value' | 'output', { kernel: any; bias: any }> | undefined

  constructor(args: AttentionArgs) {
    super(args as any)
    this.heads = wholeNumber('heads', args.heads)
    this.headSize = args.headSize
    this.causal = args.causal ?? false
    this.seed = args.seed
  }

  override build(inputShape: any): void {
    const shape = (Array.isArray(inputShape[0]) ? inputShape[0] : inputShape) as number[]
    const width = shape.at(-1)!
    if (!this.headSize) {
      if (width % this.heads) throw expected(`\`heads\` to divide the width ${width}`, this.heads)
      this.headSize = width / this.heads
    }
    const inner = this.heads * this.headSize
    // Glorot and Bengio (2010) for the matrix [width, inner]; the library's own would take the head size for a fan.
    const limit = Math.sqrt(6 / (width + inner))
    let seed = this.seed
    const start = () =>
      tf.initializers.randomUniform({ minval: -limit, maxval: limit, ...(seed === undefined ? {} : { seed: seed++ }) })
    const pair = (name: string, kernel: number[], bias: number[]) => ({
      kernel: this.addWeight(`${name}/kernel`, kernel, 'float32', start() as any),
      bias: this.addWeight(`${name}/bias`, bias, 'float32', tf.initializers.zeros() as any),
    })
    const into: [number[], number[]] = [
      [width, this.heads, this.headSize],
      [this.heads, this.headSize],
    ]
    this.#weights = {
      query: pair('query', ...into),
      key: pair('key', ...into),
      value: pair('value', ...into),
      output: pair('attention_output', [this.heads, this.headSize, width], [width]),
    }
    super.build(inputShape)
  }

  /** Projects [batch, length, width] onto [batch, heads, length, headSize]. */
  #project(x: tf.Tensor, name: 'query' | 'key' | 'value'): tf.Tensor {
    const [batch, length, width] = x.shape as [number, number, number]
    const { kernel, bias } = this.#weights![name]
    return x
      .reshape([batch * length, width])
      .matMul(kernel.read().reshape([width, -1]))
      .add(bias.read().reshape([-1]))
      .reshape([batch, length, this.heads, this.headSize!])
      .transpose([0, 2, 1, 3])
  }

  /**
   * How much each position looks at each other one.
   * @param x this layer's input, [batch, length, width]
   * @returns [batch, heads, length (looking), length (looked at)]; each row adds up to 1
   */
  attention(x: tf.Tensor): tf.Tensor4D {
    return tf.tidy(() => {
      const length = x.shape[1]!
      const [q, k] = [this.#project(x, 'query'), this.#project(x, 'key')]
      let scores = tf.matMul(q, k, false, true).mul(1 / Math.sqrt(this.headSize!))
      if (this.causal) {
        const hidden = new Float32Array(length * length)
        for (let i = 0; i < length; i++) hidden.fill(HIDDEN, i * length + i + 1, (i + 1) * length)
        scores = scores.add(tf.tensor2d(hidden, [length, length]))
      }
      return tf.softmax(scores) as tf.Tensor4D
    })
  }

  override call(inputs: any): tf.Tensor {
    return tf.tidy(() => {
      const x = single(inputs)
      const [batch, length, width] = x.shape as [number, number, number]
      const seen = tf.matMul(this.attention(x), this.#project(x, 'value'))
      const { kernel, bias } = this.#weights!.output
      return seen
        .transpose([0, 2, 1, 3])
        .reshape([batch * length, this.heads * this.headSize!])
        .matMul(kernel.read().reshape([-1, width]))
        .add(bias.read())
        .reshape([batch, length, width])
    })
  }

  override computeOutputShape(inputShape: any): any {
    return inputShape
  }

  override getConfig(): any {
    return {
      ...super.getConfig(),
      heads: this.heads,
      headSize: this.headSize,
      causal: this.causal,
      ...(this.seed === undefined ? {} : { seed: this.seed }),
    }
  }
}
register(SelfAttention)
