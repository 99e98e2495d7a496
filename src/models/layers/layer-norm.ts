/** Layer normalization. Ba, Kiros, Hinton (2016), "Layer normalization". */
import { tf } from '../../tf.ts'
import { Layer, register, single } from './base.ts'

/**
 * (x − mean) / √(variance + ε) · γ + β over the last dimension. TensorFlow.js's own repeats γ and β with `tf.tile`, whose
 * gradient is one op for every repetition: hundreds for a batch of 64. This one broadcasts. Saved as Keras's
 * 'LayerNormalization'.
 */
export class LayerNorm extends Layer {
  static className = 'LayerNormalization'
  readonly epsilon: number
  #gamma: any
  #beta: any

  /** @param args `epsilon` @default 1e-3, as in Keras */
  constructor(args: { epsilon?: number; name?: string } = {}) {
    super(args as any)
    this.epsilon = args.epsilon ?? 1e-3
  }

  override build(inputShape: any): void {
    const width = inputShape.at(-1)
    this.#gamma = this.addWeight('gamma', [width], 'float32', tf.initializers.ones() as any)
    this.#beta = this.addWeight('beta', [width], 'float32', tf.initializers.zeros() as any)
    super.build(inputShape)
  }

  override call(inputs: any): tf.Tensor {
    return tf.tidy(() => {
      const x = single(inputs)
      const centered = x.sub(x.mean(-1, true))
      const variance = centered.square().mean(-1, true)
      return centered.mul(variance.add(this.epsilon).rsqrt()).mul(this.#gamma.read()).add(this.#beta.read())
    })
  }

  override computeOutputShape(inputShape: any): any {
    return inputShape
  }

  override getConfig(): any {
    return { ...super.getConfig(), epsilon: this.epsilon, axis: -1 }
  }
}
register(LayerNorm)
