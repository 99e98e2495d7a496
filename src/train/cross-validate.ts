import { expected, GradlabError } from '../errors.ts'
import { generator, nextSeed } from '../random.ts'
import { tf } from '../tf.ts'
import { fit as fitModel } from './fit.ts'
import type { FitOptions } from './fit-options.ts'
import type { EpochRecord, History } from './history.ts'
import type { TrainingSet } from './validate.ts'

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
 * @param options the options of `train.fit`, and `folds` @default 5
 * @example await train.crossValidate(() => models.mlp({ … }), set, { folds: 5, loss: 'mse', epochs: 20 })
 */
export async function crossValidate(
  makeModel: () => tf.LayersModel,
  set: TrainingSet,
  settings: Omit<FitOptions, 'validation' | 'validationSplit'> & { folds?: number },
): Promise<CrossValidation> {
  if (typeof makeModel !== 'function') throw expected('a function that makes a model', makeModel)
  if (!settings || typeof settings !== 'object')
    throw expected('the options of the fit, e.g. { loss, epochs }', settings)
  if (!(set?.x instanceof tf.Tensor && set.y instanceof tf.Tensor)) {
    throw expected('a dataset { x, y } of tensors', set, 'The functions of `data` make these, e.g. `data.line()`.')
  }
  if (set.x.isDisposed || set.y.isDisposed) throw new GradlabError('The data was disposed: load it again.')
  const { folds = 5, ...options } = settings
  const size = set.x.shape[0] ?? 0
  if (!Number.isInteger(folds) || folds < 2 || folds > size) {
    throw expected(`\`folds\` to be a whole number in [2, ${size}], the number of examples`, folds)
  }
  const seed = options.seed ?? nextSeed()
  // What a fold has to train on.
  const rows = size - Math.ceil(size / folds)
  if (options.batchSize !== undefined && options.batchSize <= size)
    options.batchSize = Math.min(options.batchSize, rows)
  const order = generator(seed).permutation(size)
  const histories: History[] = []
  for (let k = 0; k < folds; k++) {
    const inFold = (i: number) => i % folds === k
    const part = (test: boolean): TrainingSet =>
      tf.tidy(() => {
        const rows = tf.tensor1d(Int32Array.from(order.filter((_, i) => inFold(i) === test)), 'int32')
        return { x: tf.keep(set.x.gather(rows)), y: tf.keep(set.y.gather(rows)) } as unknown as tf.TensorContainer
      }) as unknown as TrainingSet
    const [training, validation] = [part(false), part(true)]
    const model = makeModel()
    try {
      histories.push(await fitModel(model, training, { ...options, seed: seed + k, validation }))
    } finally {
      tf.dispose([training.x, training.y, validation.x, validation.y])
      model.dispose()
    }
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
