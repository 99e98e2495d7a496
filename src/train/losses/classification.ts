import type { tf } from '../../tf.ts'
import type { Loss } from './loss.ts'
import { alike, oneHotLike, probabilityEpsilon } from './shapes.ts'

/** −Σ y·log p over the last axis; p is scaled to sum to 1 and clipped to [ε, 1 − ε], as Keras does. */
function crossEntropy(y: tf.Tensor, p: tf.Tensor): tf.Tensor {
  const scaled = p.div(p.sum(-1, true)).clipByValue(probabilityEpsilon, 1 - probabilityEpsilon)
  return y.mul(scaled.log()).sum(-1).neg()
}

/** The same on logits, through log-softmax: exact where p would round to 0. */
const crossEntropyOfLogits = (y: tf.Tensor, z: tf.Tensor): tf.Tensor => y.mul(z.logSoftmax()).sum(-1).neg()

/** Cross-entropy against one-hot rows: y of shape [n, classes]. */
export const categoricalCrossentropy: Loss = {
  name: 'categoricalCrossentropy',
  aliases: ['categorical_crossentropy', 'crossEntropy', 'softmaxCrossEntropy'],
  targets: 'one-hot',
  values: (yTrue, yPred) => crossEntropy(alike(yTrue, yPred), yPred),
  logits: { activation: 'softmax', values: (yTrue, z) => crossEntropyOfLogits(alike(yTrue, z), z) },
}

/** Cross-entropy against class numbers: y of shape [n] or [n, 1], whole numbers from 0. */
export const sparseCategoricalCrossentropy: Loss = {
  name: 'sparseCategoricalCrossentropy',
  aliases: ['sparse_categorical_crossentropy', 'sparse'],
  targets: 'classes',
  values: (yTrue, yPred) => crossEntropy(oneHotLike(yTrue, yPred), yPred),
  logits: { activation: 'softmax', values: (yTrue, z) => crossEntropyOfLogits(oneHotLike(yTrue, z), z) },
}

/** Binary cross-entropy, −y·log p − (1 − y)·log(1 − p), for each output. */
export const binaryCrossentropy: Loss = {
  name: 'binaryCrossentropy',
  aliases: ['binary_crossentropy', 'logLoss', 'bce'],
  targets: 'binary',
  values(yTrue, yPred) {
    const y = alike(yTrue, yPred)
    const p = yPred.clipByValue(probabilityEpsilon, 1 - probabilityEpsilon)
    const q = p.neg().add(1)
    return y.mul(p.log()).add(y.neg().add(1).mul(q.log())).neg()
  },
  logits: {
    activation: 'sigmoid',
    // max(z, 0) − z·y + log(1 + e^−|z|): no overflow for any z.
    values(yTrue, z) {
      const y = alike(yTrue, z)
      return z.relu().sub(z.mul(y)).add(z.abs().neg().exp().log1p())
    },
  },
}

/** Kullback–Leibler divergence, Σ y·log(y / p) over the last axis; both clipped to [ε, 1], as Keras does. */
export const kullbackLeiblerDivergence: Loss = {
  name: 'kl',
  aliases: ['kullbackLeiblerDivergence', 'klDivergence', 'kld', 'KLD', 'kl_divergence'],
  targets: 'values',
  values(yTrue, yPred) {
    const y = alike(yTrue, yPred).clipByValue(probabilityEpsilon, 1)
    const p = yPred.clipByValue(probabilityEpsilon, 1)
    return y.mul(y.div(p).log()).sum(-1)
  },
}
