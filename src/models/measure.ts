/** How good a model is on a set, in one number: what pruning and quantization report before and after. */
import { asDataset, Dataset } from '../data/dataset.ts'
import { type GivenSet, Makings } from '../data/given.ts'
import { isRecord } from '../data/nested.ts'
import { expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'

export interface Measured {
  /** 'accuracy' for classes, 'meanSquaredError' for numbers. */
  readonly metric: 'accuracy' | 'meanSquaredError'
  readonly value: number
}

/** A set of tensors or arrays as a dataset: those of the user are left alone, what was made of arrays is freed after `use`. */
export function withDataset<T>(model: tf.LayersModel, given: Dataset | GivenSet, use: (set: Dataset) => T): T {
  if (given instanceof Dataset) return use(asDataset(given, 'The comparison before and after'))
  const remedy = 'Say e.g. `data: test`, or `data: { x: [[1, 2]], y: [0] }`.'
  if (!isRecord(given) || !given.x || !given.y)
    throw expected('`data` to be a dataset, or { x, y } of tensors or arrays', given, remedy)
  const makings = new Makings()
  try {
    const { x, y, classNames } = makings.set(model, given)
    return use(new Dataset({ x: x as tf.Tensor, y: y as tf.Tensor, ...(classNames && { classNames }) }))
  } finally {
    makings.dispose()
  }
}

/** Accuracy where the targets are classes, else the mean squared error. */
export function measure(model: tf.LayersModel, set: Dataset): Measured {
  const wanted = model.inputs[0]!.shape.slice(1)
  const found = set.x.shape.slice(1)
  if (wanted.length !== found.length || wanted.some((d, i) => d !== null && d !== found[i])) {
    const dims = (shape: (number | null)[]) => ['·', ...shape.map((d) => d ?? '·')].join(', ')
    throw new GradlabError(
      `The model takes [${dims(wanted)}] and the data is [${set.x.shape.join(', ')}]: reshape it with \`set.map\`.`,
    )
  }
  return tf.tidy(() => {
    const output = model.predict(set.x, { batchSize: 1024 }) as tf.Tensor
    const several = output.shape.at(-1)! > 1
    if (!several && set.y.dtype === 'float32' && !set.classNames) {
      const value = tf.mean(tf.square(tf.sub(output.flatten(), set.y.flatten()))).dataSync()[0]!
      return { metric: 'meanSquaredError' as const, value }
    }
    const labels = tf.tensor1d(set.labels(), 'int32')
    const guess = several ? tf.argMax(output, -1).flatten() : tf.cast(tf.greater(output.flatten(), 0.5), 'int32')
    return { metric: 'accuracy' as const, value: tf.mean(tf.cast(tf.equal(guess, labels), 'float32')).dataSync()[0]! }
  })
}
