import { expected, GradlabError, nearest, respelled } from '../../errors.ts'
import { tf } from '../../tf.ts'
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  kullbackLeiblerDivergence,
  sparseCategoricalCrossentropy,
} from './classification.ts'
import type { Loss, LossLike } from './loss.ts'
import { hinge, huberLoss, meanAbsoluteError, meanSquaredError } from './regression.ts'

const known: readonly Loss[] = [
  meanSquaredError,
  meanAbsoluteError,
  huberLoss(),
  hinge,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
  binaryCrossentropy,
  kullbackLeiblerDivergence,
]

/** The loss of that name, or the given one; a plain function of (yTrue, yPred) becomes a loss too. */
export function resolveLoss(loss: LossLike | undefined): Loss {
  if (loss === undefined) {
    throw expected('`loss` to be a name, a loss or a function', loss, "Say e.g. `loss: 'categoricalCrossentropy'`.")
  }
  if (typeof loss === 'function') {
    const name = loss.name || 'custom'
    return {
      name,
      aliases: [],
      targets: 'values',
      custom: true,
      values(yTrue, yPred) {
        const values = loss(yTrue, yPred)
        if (!(values instanceof tf.Tensor)) throw expected(`the loss '${name}' to give a tensor`, values)
        return values
      },
    }
  }
  if (typeof loss === 'object' && loss !== null && typeof loss.values === 'function') return loss
  if (typeof loss !== 'string') throw expected('`loss` to be a name, a loss or a function', loss)
  const names = known.flatMap((l) => [l.name, ...l.aliases])
  const name = respelled(loss, names)
  const found = known.find((l) => l.name === name || l.aliases.includes(name))
  if (found) return found
  const near = nearest(loss, names)
  throw new GradlabError(
    `There is no loss '${loss}'.${near ? ` Did you mean '${near}'?` : ''} Known: ${known.map((l) => `'${l.name}'`).join(', ')}.`,
  )
}

/** The same loss for a model that ends without its activation: `train.fromLogits('categoricalCrossentropy')`. */
export function fromLogits(loss: LossLike): Loss {
  const { logits, ...rest } = resolveLoss(loss)
  if (!logits) {
    throw expected('a loss with a form for logits (categorical, sparse or binary cross-entropy)', rest.name)
  }
  return { ...rest, values: logits.values, fromLogits: true }
}
