import { type Given, type GivenSet, type InPlace, Makings, splitArguments, type Values } from '../data/given.ts'
import { isRecord } from '../data/nested.ts'
import { checkOptions } from '../errors.ts'
import type { tf } from '../tf.ts'
import { Columns } from './columns.ts'
import { evaluateBatches } from './evaluate-batches.ts'
import type { Classification, Regression } from './evaluation.ts'
import type { FitOptions } from './fit-options.ts'
import { judge } from './judge.ts'
import type { Loss, LossLike } from './losses/loss.ts'
import { resolveLoss } from './losses/resolve.ts'
import type { StepMetric } from './metrics/stepwise.ts'
import { OutputEvaluations } from './output-evaluations.ts'
import { checkExamplesAtOnce } from './predict.ts'
import { fittedWith, lossOf } from './remembered-loss.ts'
import { isSeveral, Packer, type SeveralSet } from './several.ts'
import { lossesOf } from './several-options.ts'
import { checkModel, checkSet, type TrainingSet } from './validate.ts'

export interface EvaluateOptions {
  /** @default the loss the model was fitted with, else what its last activation suggests; with several outputs by name too */
  loss?: FitOptions['loss']
  /** With several outputs: how much the loss of each counts, by name. @default as the model was fitted, else 1 each */
  lossWeights?: FitOptions['lossWeights']
  /** Examples at a time. @default 1024 */
  batchSize?: number
}

/** Targets of several outputs. */
type SeveralTargets = Readonly<Record<string, Values>> | readonly tf.Tensor[]

/**
 * Measures a model on a dataset: for classes loss, accuracy, precision, recall and F1 of each class, and the confusion
 * matrix; for numbers loss, mse, mae and R². With targets by name the same for each output, under its name.
 * Inputs and targets are what `train.fit` takes.
 * @example const result = await train.evaluate(model, test); result.accuracy
 * @example const { outputs } = await train.evaluate(model, { x: { image, size }, y: { kind, price } }); outputs.price.mae
 */
export async function evaluate(
  model: tf.LayersModel,
  set: TrainingSet | GivenSet,
  options: EvaluateOptions & { loss: 'meanSquaredError' | 'mse' | 'meanAbsoluteError' | 'mae' | 'huber' },
): Promise<Regression>
export async function evaluate(
  model: tf.LayersModel,
  set: { readonly x: Given; readonly y: SeveralTargets },
  options?: EvaluateOptions,
): Promise<OutputEvaluations>
export async function evaluate(
  model: tf.LayersModel,
  set: TrainingSet | GivenSet,
  options?: EvaluateOptions,
): Promise<Classification & Regression>
export async function evaluate(
  model: tf.LayersModel,
  x: InPlace,
  y: readonly tf.Tensor[],
  options?: EvaluateOptions,
): Promise<OutputEvaluations>
export async function evaluate(
  model: tf.LayersModel,
  x: InPlace,
  y: Values,
  options?: EvaluateOptions,
): Promise<Classification & Regression>
export async function evaluate(
  model: tf.LayersModel,
  ...rest: unknown[]
): Promise<Classification | Regression | OutputEvaluations> {
  const [given, options = {}] = splitArguments<TrainingSet, EvaluateOptions>(rest)
  checkOptions('train.evaluate', options, ['loss', 'lossWeights', 'batchSize'])
  const { batchSize = 1024 } = options
  checkExamplesAtOnce(batchSize)
  checkModel(model, true)
  const makings = new Makings()
  try {
    const made = makings.set(model, given)
    if (isSeveral(model, made)) return await evaluateSeveral(model, made, { ...options, batchSize })
    const set = made as TrainingSet
    checkSet(model, set)
    const loss = options.loss === undefined ? lossOf(model, set.y) : resolveLoss(options.loss as LossLike)
    checkSet(model, set, loss)
    const { values, predictions } = await measure(model, set, { loss, metrics: [] }, batchSize)
    const outputs = model.outputs[0]!.shape.at(-1)!
    const { y, classNames } = set
    return judge(loss, values.loss!, { y, predictions: predictions[0]!, outputs, classNames })
  } finally {
    makings.dispose()
  }
}

/** Losses and metrics of a set, and all outputs. */
async function measure(
  model: tf.LayersModel,
  set: TrainingSet,
  what: { loss: Loss; metrics: readonly StepMetric[] },
  batchSize: number,
): Promise<{ values: Record<string, number>; predictions: Float32Array[] }> {
  const predictions: Float32Array[] = []
  const rows = set.x.shape[0]!
  const values = await evaluateBatches(model, set, what, {
    batchSize,
    onOutput(p, at, index) {
      const each = p.size / p.shape[0]!
      const all = (predictions[index] ??= new Float32Array(rows * each))
      all.set(p.dataSync() as Float32Array, at * each)
    },
  })
  return { values, predictions }
}

async function evaluateSeveral(
  model: tf.LayersModel,
  set: SeveralSet,
  options: EvaluateOptions & { batchSize: number },
): Promise<Classification | Regression | OutputEvaluations> {
  const { outputNames, outputs } = model
  const targets = new Columns('output', outputNames).read(set.y, 'The data')
  const fitted = fittedWith(model)
  const losses =
    options.loss === undefined ? targets.map((y, i) => lossOf(model, y, i)) : lossesOf(options.loss, outputNames)
  const known = fitted?.losses.length === outputNames.length ? fitted.weights : undefined
  const weights = options.lossWeights ?? (known && Object.fromEntries(outputNames.map((name, i) => [name, known[i]!])))
  const packer = new Packer(model, {
    loss: Object.fromEntries(outputNames.map((name, i) => [name, losses[i]!])),
    ...(weights && { lossWeights: weights }),
  })
  const packed = packer.pack(set, 'The data')
  try {
    const what = { loss: packer.options.loss as Loss, metrics: packer.options.metrics as StepMetric[] }
    const { values, predictions } = await measure(packer.model, packed, what, options.batchSize)
    const results = outputNames.map((name, i) => {
      const value = outputNames.length > 1 ? values[`${name}_loss`]! : values.loss!
      const { classNames } = set as TrainingSet
      const of = { y: targets[i]!, predictions: predictions[i]!, outputs: outputs[i]!.shape.at(-1)! }
      return judge(losses[i]!, value, { ...of, classNames: outputNames.length > 1 ? undefined : classNames })
    })
    if (outputNames.length === 1 && !isRecord(set.y)) return results[0]!
    return new OutputEvaluations(values.loss!, Object.fromEntries(outputNames.map((name, i) => [name, results[i]!])))
  } finally {
    const { x, y } = packed
    x.dispose()
    y.dispose()
  }
}
