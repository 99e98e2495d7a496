import type { GivenSet } from '../data/given.ts'
import { Stream } from '../data/stream.ts'
import { checkName, checkOptions, expected } from '../errors.ts'
import type { tf } from '../tf.ts'
import type { Callback, RunState } from './callbacks/callback.ts'
import { type Clipping, clippingOptions, readClipping } from './clip.ts'
import type { ClassWeight } from './example-weights.ts'
import type { Loss, LossLike } from './losses/loss.ts'
import { resolveLoss } from './losses/resolve.ts'
import { type MetricLike, resolveMetric, type StepMetric } from './metrics/stepwise.ts'
import type { Optimizer } from './optimizers/optimizer.ts'
import { type OptimizerLike, resolveOptimizer } from './optimizers/resolve.ts'
import type { TrainingSet } from './validate.ts'

export interface FitOptions {
  /** @default train.adam() */
  optimizer?: OptimizerLike
  /**
   * 'categoricalCrossentropy', 'meanSquaredError' … or a function (yTrue, yPred) => tensor. With several outputs one for all
   * of them, a record by their names, or a list in the model's order.
   */
  loss: LossLike | Readonly<Record<string, LossLike>> | readonly LossLike[]
  /** With several outputs: how much the loss of each counts, by name or in the model's order. @default 1 each */
  lossWeights?: Readonly<Record<string, number>> | readonly number[]
  /**
   * Counted while training: 'accuracy', 'topK', 'mse', 'mae', or functions. With several outputs the same for all of them,
   * or a record by their names. @default []
   */
  metrics?: readonly MetricLike[] | Readonly<Record<string, MetricLike | readonly MetricLike[]>>
  /** How often all examples are taken. @default 1 */
  epochs?: number
  /** Examples a step. A stream has its own. @default 32 */
  batchSize?: number
  /** Of a stream: how many batches make an epoch. @default all, each epoch beginning anew */
  stepsPerEpoch?: number
  /** Measured after each epoch: a dataset, or the share of the examples (the last ones) kept for it. */
  validation?: TrainingSet | GivenSet | Stream | number
  /** The same as a number for `validation`. */
  validationSplit?: number
  /** Takes the examples in a new random order each epoch. @default true */
  shuffle?: boolean
  /** Of shuffling and dropout. @default the next seed of `seed(n)` */
  seed?: number
  /** Every number of a gradient into [−clipValue, clipValue]. */
  clipValue?: number
  /** All gradients together to at most this norm, as PyTorch's clip_grad_norm_. */
  clipNorm?: number
  /** Another name of `clipNorm`. */
  clipGlobalNorm?: number
  /** Each gradient by itself to at most this norm, as Keras's `clipnorm`. */
  clipEachNorm?: number
  /** How much each class counts, e.g. { 0: 1, 1: 10 }. */
  classWeight?: ClassWeight
  /** How much each example counts. */
  sampleWeight?: ArrayLike<number> | tf.Tensor
  callbacks?: readonly Callback[] | Callback
  /** Draws the history while training. @default false */
  live?: boolean
  /** Shows the progress. @default true in a notebook, false in plain Node */
  verbose?: boolean
  /** The number of the first epoch, from 0. @default 0 */
  initialEpoch?: number
  /** Goes on from a checkpoint, to the same numbers as a run that was never interrupted. */
  resume?: RunState
  /** Stops before a step whose loss is NaN or infinite, and says where it came from. @default true */
  nanGuard?: boolean
  /** Runs each step as one TensorFlow graph where that is possible. @default true */
  trace?: boolean
}

export interface FitPlan {
  readonly optimizer: Optimizer
  readonly loss: Loss
  readonly metrics: StepMetric[]
  readonly epochs: number
  readonly batchSize: number
  readonly shuffle: boolean
  readonly clipping: Clipping
  readonly callbacks: readonly Callback[]
  readonly initialEpoch: number
  readonly validationSplit: number | undefined
  readonly validationSet: TrainingSet | undefined
  readonly validationStream: Stream | undefined
  readonly nanGuard: boolean
}

const known = [
  ...[
    'optimizer',
    'loss',
    'lossWeights',
    'metrics',
    'epochs',
    'batchSize',
    'validation',
    'validationSplit',
    'shuffle',
    'seed',
  ],
  'stepsPerEpoch',
  ...clippingOptions,
  ...['classWeight', 'sampleWeight', 'callbacks', 'live', 'verbose', 'initialEpoch', 'resume', 'nanGuard', 'trace'],
]

/** Checks the options and fills in the defaults. */
export function readFitOptions(options: FitOptions): FitPlan {
  if (!options || typeof options !== 'object') throw expected('the options of the fit, e.g. { loss, epochs }', options)
  checkOptions('train.fit', options, known)
  const { epochs = 1, batchSize = 32, initialEpoch = 0, validation } = options
  whole('epochs', epochs, 1)
  whole('batchSize', batchSize, 1)
  whole('initialEpoch', initialEpoch, 0)
  if (options.stepsPerEpoch !== undefined) whole('stepsPerEpoch', options.stepsPerEpoch, 1)
  const split = typeof validation === 'number' ? validation : options.validationSplit
  if (split !== undefined && !(split > 0 && split < 1)) {
    throw expected('`validationSplit` to be a number in (0, 1)', split)
  }
  if (validation !== undefined && typeof validation !== 'number' && (typeof validation !== 'object' || !validation)) {
    throw expected('`validation` to be a dataset, or the share of the examples to keep for it', validation)
  }
  const { seed, resume } = options
  if (seed !== undefined && (!Number.isSafeInteger(seed) || seed < 0)) {
    throw expected('`seed` to be a whole number ≥ 0', seed)
  }
  if (resume !== undefined && !(Array.isArray(resume?.weights) && Array.isArray(resume.optimizer))) {
    throw expected('`resume` to be a state of training', resume, 'Say `resume: train.loadCheckpoint(file)`.')
  }
  if (options.lossWeights !== undefined)
    throw expected('`lossWeights` only for a model with several outputs', options.lossWeights)
  const loss = resolveLoss(options.loss as LossLike)
  const metrics = options.metrics ?? []
  if (!Array.isArray(metrics)) throw expected('`metrics` to be a list', metrics, "Say e.g. `metrics: ['accuracy']`.")
  return {
    optimizer: resolveOptimizer(options.optimizer ?? 'adam'),
    loss,
    metrics: metrics.map((m) => resolveMetric(m, loss)),
    epochs,
    batchSize,
    shuffle: options.shuffle ?? true,
    clipping: readClipping(options),
    callbacks: checkedCallbacks(options.callbacks),
    initialEpoch: options.resume?.epoch ?? initialEpoch,
    validationSplit: split,
    validationSet:
      typeof validation === 'object' && !(validation instanceof Stream) ? (validation as TrainingSet) : undefined,
    validationStream: validation instanceof Stream ? validation : undefined,
    nanGuard: options.nanGuard ?? true,
  }
}

function whole(name: string, value: unknown, least: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < least) {
    throw expected(`\`${name}\` to be a whole number ≥ ${least}`, value)
  }
}

const moments = ['onFitStart', 'onEpochStart', 'onStep', 'onEpochEnd', 'onFitEnd']

/** A method that is misspelt would never be called, and nobody would know. */
function checkedCallbacks(given: FitOptions['callbacks']): Callback[] {
  const callbacks = given === undefined ? [] : ([given].flat() as Callback[])
  for (const callback of callbacks) {
    if (!callback || typeof callback !== 'object') {
      throw expected('`callbacks` to be objects with methods', callback, 'E.g. `{ onEpochEnd(record) { … } }`.')
    }
    for (const key of Object.keys(callback)) if (/^on[A-Z]/.test(key)) checkName('moment of training', key, moments)
  }
  return callbacks
}
