import { type GivenSet, type InPlace, Makings, splitArguments } from '../data/given.ts'
import { Stream } from '../data/stream.ts'
import { expected } from '../errors.ts'
import { nextSeed } from '../random.ts'
import type { tf } from '../tf.ts'
import { checkMetrics } from './check-metrics.ts'
import { exampleWeights } from './example-weights.ts'
import { FitLoop } from './fit-loop.ts'
import { type FitOptions, type FitPlan, readFitOptions } from './fit-options.ts'
import { fitStream } from './fit-stream.ts'
import type { History } from './history.ts'
import type { Loss } from './losses/loss.ts'
import { releaseMasks } from './recurrent-masks.ts'
import { rememberLoss, rememberLosses } from './remembered-loss.ts'
import type { Training, TrainingData } from './runner.ts'
import { isSeveral, packSeveral, type SeveralSet } from './several.ts'
import { TrainingState } from './training-state.ts'
import { checkModel, checkSet, type TrainingSet } from './validate.ts'

/**
 * Trains a model on a dataset. On TensorFlow's backend each step runs as one traced graph; elsewhere op by op, with the
 * same numbers. The model's weights are current whenever other code runs, and stay usable after Stop or an error.
 * Each call starts the optimizer anew; `resume` goes on from a checkpoint.
 * Inputs and targets are tensors, arrays nested as deep as an example is, or a typed array of all numbers; of arrays tensors
 * are made and freed again. A model with several inputs or outputs takes records of these by name (`model.inputNames`,
 * `model.outputNames`) or lists in the model's order; losses, their weights and metrics may go by name too.
 * A stream (`data.stream`, `data.streamCsv`) is read batch by batch, so that it need not fit into memory.
 * @param model [·, …] → [·, outputs]
 * @param set inputs and targets, one example a row; or a stream of batches
 * @returns the history: losses and metrics of each epoch
 * @throws where model, data, loss and options do not fit each other; with the reason of the stop, where the cell is stopped
 * @example await train.fit(model, digits, { optimizer: train.adam({ lr: 0.001 }), loss: 'categoricalCrossentropy', metrics: ['accuracy'], epochs: 10, batchSize: 128 })
 * @example await train.fit(model, [[1], [2], [3]], [[2], [4], [6]], { loss: 'mse', epochs: 100 })
 * @example await train.fit(model, { x: { image, size }, y: { kind, price } }, { loss: { kind: 'sparseCategoricalCrossentropy', price: 'mse' }, lossWeights: { price: 0.1 } })
 */
export async function fit(
  model: tf.LayersModel,
  set: TrainingSet | GivenSet | Stream,
  options: FitOptions,
): Promise<History>
export async function fit(model: tf.LayersModel, x: InPlace, y: InPlace, options: FitOptions): Promise<History>
export async function fit(model: tf.LayersModel, ...rest: unknown[]): Promise<History> {
  const [set, options] = splitArguments<TrainingSet | Stream, FitOptions>(rest)
  if (!options || typeof options !== 'object') throw expected('the options of the fit, e.g. { loss, epochs }', options)
  if (set instanceof Stream) return fitStream(model, set, options)
  checkModel(model, true)
  if (options.stepsPerEpoch !== undefined) throw expected('`stepsPerEpoch` only for a stream', options.stepsPerEpoch)
  const { validation } = options
  if (validation instanceof Stream) {
    throw expected('`validation` to be a dataset where the data is one', validation)
  }
  const makings = new Makings()
  try {
    const held = typeof validation === 'object' && validation ? makings.set(model, validation) : validation
    const read = { ...options, ...(held !== undefined && { validation: held }) }
    return await fitSet(model, makings.set(model, set) as TrainingSet | SeveralSet, read)
  } finally {
    makings.dispose()
  }
}

async function fitSet(model: tf.LayersModel, set: TrainingSet | SeveralSet, options: FitOptions): Promise<History> {
  if (!isSeveral(model, set)) {
    const plan = readFitOptions(options)
    checkSet(model, set, plan.loss)
    if (plan.validationSet) checkSet(model, plan.validationSet, plan.loss, 'The validation data')
    checkMetrics(plan.metrics, (set as TrainingSet).y)
    checkBatchSize(set, options.batchSize)
    rememberLoss(model, plan.loss)
    return fitChecked(model, set, options, plan)
  }
  const packed = packSeveral(model, set, options)
  try {
    checkBatchSize(packed.set, options.batchSize)
    rememberLosses(model, packed)
    return await fitChecked(packed.model, packed.set, packed.options, readFitOptions(packed.options))
  } finally {
    packed.dispose()
  }
}

/** A batch that is larger than the set would be another batch than asked for. */
function checkBatchSize({ x }: TrainingSet, batchSize: number | undefined): void {
  const size = x.shape[0]!
  if (batchSize === undefined || batchSize <= size) return
  throw expected(`\`batchSize\` to be at most ${size}, the number of examples`, batchSize)
}

/** How many classes a model tells apart: one output tells two. Undefined where it gives numbers. */
const classesOf = (model: tf.LayersModel, { targets }: Loss): number | undefined =>
  targets === 'classes' || targets === 'one-hot' || targets === 'binary'
    ? Math.max(2, model.outputs?.[0]?.shape.at(-1) ?? 0)
    : undefined

/** Trains on what is known to fit. */
async function fitChecked(
  model: tf.LayersModel,
  set: TrainingSet,
  options: FitOptions,
  plan: FitPlan,
): Promise<History> {
  const seed = options.resume?.seed ?? options.seed ?? nextSeed()
  const size = set.x.shape[0]!
  const kept = plan.validationSplit ? Math.min(size - 1, Math.max(1, Math.round(size * plan.validationSplit))) : 0
  const weight = exampleWeights(
    set.y,
    plan.loss,
    options.classWeight,
    options.sampleWeight,
    classesOf(model, plan.loss),
  )
  const state = new TrainingState(model, plan.optimizer)
  const lr = plan.optimizer.lr
  try {
    const data: TrainingData = { x: set.x, y: set.y, weight }
    const training: Training = {
      step: { model, loss: plan.loss, metrics: plan.metrics, clipping: plan.clipping, seed },
      optimizer: plan.optimizer,
      state,
      data,
      batchSize: plan.batchSize,
      rows: size - kept,
      guard: plan.nanGuard,
    }
    if (options.resume) {
      state.restore(options.resume)
      plan.optimizer.lr = options.resume.learningRate
    }
    const validation = plan.validationSet
      ? { data: { x: plan.validationSet.x, y: plan.validationSet.y }, from: 0 }
      : kept
        ? { data, from: size - kept }
        : undefined
    return await new FitLoop(training, plan, options, seed, validation).run()
  } finally {
    // Schedules and plateaus change the rate for this fit only.
    plan.optimizer.lr = lr
    state.dispose()
    releaseMasks(model)
    weight?.dispose()
  }
}
