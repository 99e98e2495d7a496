/** Dropout that is seeded and yet new in every step. */
import { generator, nextSeed, type Random } from '../../random.ts'
import { tf } from '../../tf.ts'
import { register } from './base.ts'

/** TensorFlow.js's own Dropout, a class that it does not export. */
const TfDropout = tf.layers.dropout({ rate: 0.5 }).constructor as new (args: {
  rate: number
  noiseShape?: number[]
  seed?: number
  name?: string
}) => tf.layers.Layer & { rate: number; seed?: number; call(inputs: any, kwargs: any): tf.Tensor | tf.Tensor[] }

/**
 * TensorFlow.js draws a seeded layer's mask anew from the same seed in every step: the same units would stay dropped for
 * ever. Here each call in training takes the next seed of the layer's own stream; the same layer seed gives the same
 * sequence of masks. Saved and loaded as Keras's 'Dropout'.
 */
export class Dropout extends TfDropout {
  static className = 'Dropout'
  /** The seed that the sequence of masks began with; a traced step seeds its own random op with it. */
  readonly dropoutSeed: number
  #random: Random

  constructor(args: { rate: number; noiseShape?: number[]; seed?: number; name?: string }) {
    super(args)
    this.dropoutSeed = args.seed ?? nextSeed()
    this.#random = generator(this.dropoutSeed)
  }

  override call(inputs: any, kwargs: any): tf.Tensor | tf.Tensor[] {
    if (kwargs?.training) this.seed = this.#random.uint32() >>> 1
    return super.call(inputs, kwargs)
  }

  override getConfig(): any {
    return { ...super.getConfig(), seed: this.dropoutSeed }
  }
}
register(Dropout)

/**
 * Sets a share of the inputs to zero in training and scales the others by 1 / (1 − rate); passes all on otherwise.
 * Srivastava et al. (2014), "Dropout: a simple way to prevent neural networks from overfitting", JMLR 15.
 * @param options `rate` in [0, 1); `seed` @default the next seed of `seed(n)`
 */
export function dropout(options: { rate: number; seed?: number; name?: string }): tf.layers.Layer {
  return new Dropout(options)
}
