import type { tf } from '../../tf.ts'

/** A loss: values for each example, the mean of which is minimized. */
export interface Loss {
  readonly name: string
  /** Other names it answers to: Keras's, TensorFlow.js's and the short ones. */
  readonly aliases: readonly string[]
  /** What the targets are: the same shape as the output, one-hot rows, class numbers, or 0 and 1. */
  readonly targets: 'values' | 'one-hot' | 'classes' | 'binary'
  /**
   * The loss of each example: shape [examples, …].
   * @param yTrue targets
   * @param yPred the model's output, as probabilities where the loss speaks of classes
   */
  values(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor
  /** The activation whose input this loss can take instead, and the loss on that input: the same number, but stable. */
  readonly logits?: {
    readonly activation: 'softmax' | 'sigmoid'
    values(yTrue: tf.Tensor, logits: tf.Tensor): tf.Tensor
  }
  /** Whether it is a function of the user's, who alone knows what targets it takes. */
  readonly custom?: boolean
  /** Whether the output is logits already: the model ends without an activation. */
  readonly fromLogits?: boolean
}

/** A loss as users may give it: by name, by description, or as a function of targets and predictions. */
export type LossLike = string | Loss | ((yTrue: any, yPred: any) => tf.Tensor)
