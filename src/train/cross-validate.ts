import { type GivenSet, Makings } from '../data/given.ts'
import { isList, isRecord } from '../data/nested.ts'
import { expected, GradlabError } from '../errors.ts'
import { generator, nextSeed } from '../random.ts'
import { tf } from '../tf.ts'
import { sampleWeights } from './example-weights.ts'
import { fit as fitModel } from './fit.ts'
import type { FitOptions } from './fit-options.ts'
import type { EpochRecord, History } from './history.ts'
import type { SeveralSet } from './several.ts'
import { checkModel, type TrainingSet } from './validate.ts'

export interface CrossValidation {
  /** One history a fold, with validation on the part that the fold left out. */
  readonly histories: readonly History[]
  /** The last record of each fold. */
  readonly folds: readonly EpochRecord[]
  /** Mean and standard deviation over the folds of every number: `mean.valLoss`, `deviation.valAccuracy` … */
  readonly mean: Readonly<Record<string, number>>
  readonly deviation: Readonly<Record<string, number>>
}

/**
 * k-fold cross-validation: trains a new model k times, each time leaving out another k-th of the examples to validate on.
 * @param makeModel makes the model anew for each fold
 * @param set what `train.fit` takes: tensors or arrays, with several inputs or outputs by name
 * @param options the options of `train.fit`, and `folds` (default 5); `sampleWeight` has a weight for each example of `set`
 * @example await train.crossValidate(() => models.mlp({ … }), set, { folds: 5, loss: 'mse', epochs: 20 })
 */
export async function crossValidate(
  makeModel: () => tf.LayersModel,
  set: TrainingSet | GivenSet,
  settings: Omit<FitOptions, 'validation' | 'validationSplit'> & { folds?: number },
): Promise<CrossValidation> {
  if (typeof makeModel !== 'function') throw expected('a function that makes a model', makeModel)
  if (!settings || typeof settings !== 'object')
    throw expected('the options of the fit, e.g. { loss, epochs }', settings)
  const { folds = 5, ...options } = settings
  for (const name of ['validation', 'validationSplit', 'resume'] as const) {
    if ((options as FitOptions)[name] !== undefined)
      throw new GradlabError(
        `\`train.crossValidate\` takes no \`${name}\`: each fold validates on the examples that it leaves out.`,
      )
  }
  const seed = options.seed ?? nextSeed()
  const histories: History[] = []
  const makings = new Makings()
  const used = new Set<tf.LayersModel>()
  let model: tf.LayersModel | undefined
  try {
    // Only a model knows what arrays mean.
    if (hasArrays(set)) checkModel((model = makeModel()), true)
    const read = model ? (makings.set(model, set) as SeveralSet) : (set as SeveralSet)
    const size = countExamples(read)
    if (!Number.isInteger(folds) || folds < 2 || folds > size) {
      throw expected(`\`folds\` to be a whole number in [2, ${size}], the number of examples`, folds)
    }
    // What a fold has to train on.
    const rows = size - Math.ceil(size / folds)
    if (options.batchSize !== undefined && options.batchSize <= size)
      options.batchSize = Math.min(options.batchSize, rows)
    const { sampleWeight } = options
    const weights = sampleWeight === undefined ? undefined : sampleWeights(sampleWeight, size)
    const order = generator(seed).permutation(size)
    for (let k = 0; k < folds; k++) {
      const inFold = (i: number) => i % folds === k
      const kept = order.filter((_, i) => !inFold(i))
      const held = order.filter((_, i) => inFold(i))
      const [training, validation] = [rowsOf(read, kept), rowsOf(read, held)]
      // Weights stay with their examples.
      if (weights) options.sampleWeight = Float32Array.from(kept, (row) => weights[row]!)
      try {
        model ??= makeModel()
        if (used.has(model))
          throw new GradlabError(
            'Expected a new model for each fold, found the one of an earlier fold: make it inside the function.',
          )
        used.add(model)
        histories.push(await fitModel(model, training, { ...options, seed: seed + k, validation }))
      } finally {
        tf.dispose([training.x, training.y, validation.x, validation.y] as tf.TensorContainer[])
        free(model)
        model = undefined
      }
    }
  } finally {
    makings.dispose()
    free(model)
  }
  const last = histories.map((h) => h.last!)
  const names = Object.keys(last[0]!).filter((n) => n !== 'epoch')
  const mean = Object.fromEntries(names.map((n) => [n, average(last.map((r) => r[n]!))]))
  const deviation = Object.fromEntries(
    names.map((n) => [n, Math.sqrt(average(last.map((r) => (r[n]! - mean[n]!) ** 2)))]),
  )
  return { histories, folds: last, mean, deviation }
}

const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Frees a model that is there to be freed: TensorFlow.js fails on one that was disposed before. */
const free = (model: tf.LayersModel | undefined): void => {
  if (((model as { _refCount?: number } | undefined)?._refCount ?? 0) > 0) model!.dispose()
}

const partsOf = (part: unknown): unknown[] => (isRecord(part) ? Object.values(part) : [part])

const hasArrays = (set: unknown): boolean => {
  const { x, y } = (set ?? {}) as GivenSet
  return [x, y].some((part) => partsOf(part).some(isList))
}

/** How many examples there are. */
function countExamples(set: SeveralSet): number {
  const tensors = [set?.x, set?.y].flatMap(partsOf)
  if (!tensors.length || !tensors.every((t): t is tf.Tensor => t instanceof tf.Tensor)) {
    throw expected('a dataset { x, y } of tensors', set, 'The functions of `data` make these, e.g. `data.line()`.')
  }
  if (tensors.some((t) => t.isDisposed)) throw new GradlabError('The data was disposed: load it again.')
  const size = tensors[0]!.shape[0] ?? 0
  const other = tensors.find((t) => t.shape[0] !== size)
  if (other) {
    throw new GradlabError(
      `Expected as many rows in all inputs and targets, found ${size} and ${other.shape[0] ?? 'none'}.`,
    )
  }
  return size
}

/** Some examples of a set, as tensors of their own. */
function rowsOf(set: SeveralSet, indices: ArrayLike<number>): SeveralSet {
  return tf.tidy(() => {
    const rows = tf.tensor1d(Int32Array.from(indices), 'int32')
    const take = (part: SeveralSet['x']) =>
      part instanceof tf.Tensor
        ? tf.keep(part.gather(rows))
        : Object.fromEntries(Object.entries(part).map(([name, t]) => [name, tf.keep(t.gather(rows))]))
    return { x: take(set.x), y: take(set.y) } as never
  })
}
