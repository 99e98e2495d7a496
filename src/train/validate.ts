/** Says, before training, what does not fit: the model, the data, the loss. */
import { checkFinite } from '../data/clean.ts'
import { expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { extent } from './extent.ts'
import type { Loss } from './losses/loss.ts'
import { checkTokens } from './tokens.ts'

/** What can be trained on: rows of x are examples, y has one target a row. `data.…` makes these. */
export interface TrainingSet {
  readonly x: tf.Tensor
  readonly y: tf.Tensor
  readonly size?: number
  readonly classNames?: readonly string[]
}

const shapeOf = (shape: readonly (number | null)[]): string => `[${shape.map((d) => d ?? '·').join(', ')}]`

/** Fails unless `model` is a model, with one input and one output where not `several` are taken. */
export function checkModel(model: unknown, several = false): asserts model is tf.LayersModel {
  if (!(model instanceof tf.LayersModel)) {
    throw expected(
      'a model, as models.mlp() or tf.sequential() make it',
      model,
      model && typeof (model as { fit?: unknown }).fit === 'function'
        ? 'This one has a `fit` of its own: call that.'
        : '',
    )
  }
  if ((model as tf.Sequential).layers.length === 0) throw new GradlabError('The model has no layers: add one first.')
  if (!model.inputs?.length)
    throw new GradlabError('The model has no input shape yet: give its first layer an `inputShape`.')
  if (!several && (model.inputs.length !== 1 || model.outputs.length !== 1)) {
    throw new GradlabError(
      `Expected a model with one input and one output, found ${model.inputs.length} and ${model.outputs.length}. \`train.fit\` trains these, \`model.predict\` runs them.`,
    )
  }
  // `read()` of a disposed one fails with an error of its own.
  const gone = model.weights.find((w) => (w as unknown as { val: tf.Variable }).val.isDisposed)
  if (gone) throw new GradlabError(`The model's weight '${gone.name}' is disposed: make the model anew.`)
}

/** Fails unless the set has examples and their shape is what the model takes; with a loss also unless x and y are finite and fit it. */
export function checkSet(
  model: tf.LayersModel,
  set: unknown,
  loss?: Loss,
  what = 'The data',
): asserts set is TrainingSet {
  const { x, y } = (set ?? {}) as TrainingSet
  if (!(x instanceof tf.Tensor) || !(y instanceof tf.Tensor)) {
    throw expected('a dataset { x, y } of tensors', set, 'The functions of `data` make these, e.g. `data.line()`.')
  }
  if (x.isDisposed || y.isDisposed) throw new GradlabError(`${what} was disposed: load it again.`)
  if (!x.rank || !y.rank) throw expected(`${what}'s x and y to have an example a row`, x.rank ? y : x)
  if (!x.shape[0]) throw new GradlabError(`${what} is empty: it has no examples.`)
  checkNumbers(x, `${what}'s x`)
  checkNumbers(y, `${what}'s y`)
  if (x.shape[0] !== y.shape[0]) {
    throw new GradlabError(
      `Expected one target for each example, found ${x.shape[0]} examples and ${y.shape[0]} targets.`,
    )
  }
  checkInput(model, x, what)
  if (!loss) return
  checkFinite(set as TrainingSet, what)
  checkTokens(model, x, what)
  checkTargets(model, y, loss)
}

/** Fails unless the tensor holds real numbers. */
export function checkNumbers({ dtype }: tf.Tensor, name: string): void {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return
  throw new GradlabError(
    `${name} is of type ${dtype}: give numbers.${dtype === 'string' ? ' `data.labelEncode` numbers names.' : ''}`,
  )
}

/** Fails unless x has the shape that the model takes. */
export function checkInput(model: Pick<tf.LayersModel, 'inputs'>, x: tf.Tensor, what = 'The data'): void {
  const wanted = model.inputs[0]!.shape
  const fits = wanted.length === x.shape.length && wanted.every((d, i) => i === 0 || d === null || d === x.shape[i])
  if (fits) return
  const size = (shape: readonly (number | null)[]) => shape.slice(1).reduce<number>((a, d) => a * (d ?? 1), 1)
  throw new GradlabError(
    `The model takes ${shapeOf([null, ...wanted.slice(1)])} and ${what[0]!.toLowerCase()}${what.slice(1)} is ${shapeOf(x.shape)}: ${remedy(wanted, x.shape, size(wanted) === size(x.shape))}`,
  )
}

function remedy(wanted: readonly (number | null)[], found: readonly number[], sameSize: boolean): string {
  const image = found.length >= 3 && found[1] === 28 && found[2] === 28
  if (found.length === 1 && wanted.length === 2) return `give a row for each example, such as \`[[1, 2]]\`.`
  if (sameSize && wanted.length === 2) {
    return image
      ? 'load it with `data.mnist({ flatten: true })`.'
      : 'flatten each example, e.g. `x.reshape([x.shape[0], -1])`.'
  }
  if (sameSize) return `reshape it, e.g. \`x.reshape(${shapeOf([-1 as number, ...(wanted.slice(1) as number[])])})\`.`
  return `make the model with ${wanted.length === 2 && found.length === 2 ? `\`inputs: ${found[1]}\`` : 'that input shape'}, or change the data.`
}

/** Fails unless the targets, which are finite, fit the model's output and the loss. Reads y once. */
export function checkTargets(model: Pick<tf.LayersModel, 'outputs'>, y: tf.Tensor, loss: Loss): void {
  if (loss.custom) return
  const output = model.outputs[0]!.shape
  const outputs = output[output.length - 1]!
  const size = (shape: readonly (number | null)[]) => shape.slice(1).reduce<number>((a, d) => a * (d ?? 1), 1)
  if (loss.targets === 'classes') {
    if (
      size(y.shape) === outputs &&
      outputs > 1 &&
      y.shape[y.shape.length - 1] === outputs &&
      y.rank === output.length
    ) {
      throw new GradlabError(
        `The loss '${loss.name}' takes class numbers and y is one-hot, ${shapeOf(y.shape)}: use 'categoricalCrossentropy'.`,
      )
    }
    const range = extent(y)
    if (range.fraction || range.low < 0 || range.high >= outputs) {
      throw new GradlabError(
        `Expected labels to be whole numbers in [0, ${outputs}), the model's outputs; found ${range.fraction ? 'fractions' : `${range.low} … ${range.high}`}. ${
          range.high >= outputs
            ? `Make the model with \`outputs: ${range.high + 1}\`, or number the classes from 0.`
            : ''
        }`.trim(),
      )
    }
    return
  }
  const same = size(y.shape) === size(output) || output.slice(1).includes(null)
  if (!same) {
    const classes = loss.targets === 'one-hot' && size(y.shape) === 1
    throw new GradlabError(
      `The model gives ${shapeOf([null, ...output.slice(1)])} and y is ${shapeOf(y.shape)}: ${
        classes
          ? "these look like class numbers: use the loss 'sparseCategoricalCrossentropy', or load the data with `oneHot: true`."
          : output.length > 2 && y.shape.length <= 2
            ? 'put `tf.layers.flatten()` before the last dense layer, so that each example gives one row.'
            : `make the model with \`outputs: ${size(y.shape)}\`, or change y.`
      }`,
    )
  }
  if (loss.targets === 'one-hot' && outputs === 1) {
    throw new GradlabError(
      `The loss '${loss.name}' compares several classes and the model has one output: use 'binaryCrossentropy', or more outputs.`,
    )
  }
  if (loss.targets === 'binary' || loss.targets === 'one-hot') {
    const { low, high } = extent(y)
    if (low < 0 || high > 1) {
      throw new GradlabError(`Expected targets in [0, 1] for the loss '${loss.name}', found ${low} … ${high}.`)
    }
  }
}
