/**
 * TensorFlow.js's own `model.fit` by traced steps: the same arguments, history and callbacks. What it cannot take over
 * (several inputs, unusual losses, other backends) goes the way it always went.
 */
import { tf } from '../../tf.ts'
import { fit as fitModel } from '../fit.ts'
import type { FitOptions } from '../fit-options.ts'
import { tensorflowBackend } from '../graph/backend.ts'
import type { Loss } from '../losses/loss.ts'
import { resolveLoss } from '../losses/resolve.ts'
import { resolveMetric, type StepMetric } from '../metrics/stepwise.ts'
import type { Optimizer } from '../optimizers/optimizer.ts'
import type { StateSnapshot } from '../training-state.ts'
import { adaptCallbacks, tfjsLogs } from './callbacks.ts'
import { describeTfjsOptimizer } from './optimizers.ts'

type Compiled = tf.LayersModel & { metrics: unknown }

type FitArguments = Record<string, any>

const understood = new Set([
  ...['batchSize', 'epochs', 'verbose', 'callbacks', 'validationSplit', 'validationData', 'shuffle', 'classWeight'],
  ...['initialEpoch', 'yieldEvery'],
])

/** What the optimizer of a model keeps from one `fit` to the next, as TensorFlow.js's do. */
const memories = new WeakMap<object, StateSnapshot>()

/** Puts the traced step under `tf.LayersModel.prototype.fit`. */
export function installFit(): void {
  const prototype = tf.LayersModel.prototype as any
  const original = prototype.fit
  if (original.traced) return
  const traced = function (this: Compiled, x: unknown, y: unknown, args: FitArguments = {}): Promise<unknown> {
    const plan = read(this, x, y, args)
    return plan ? run(this, plan, args) : original.call(this, x, y, args)
  }
  prototype.fit = Object.assign(traced, { traced: true })
}

interface Plan {
  readonly set: { x: tf.Tensor; y: tf.Tensor }
  readonly validation: FitOptions['validation']
  readonly optimizer: Optimizer
  readonly loss: Loss
  readonly metrics: StepMetric[]
  /** Our name → TensorFlow.js's name. */
  readonly names: Map<string, string>
}

/** What there is to do, or undefined where the original has to do it. */
function read(model: Compiled, x: unknown, y: unknown, args: FitArguments): Plan | undefined {
  if (!tensorflowBackend() || !model.optimizer || Object.keys(args).some((k) => !understood.has(k))) return undefined
  if (!(x instanceof tf.Tensor) || !(y instanceof tf.Tensor) || model.inputs.length > 1 || model.outputs.length > 1)
    return undefined
  const { validationData, yieldEvery } = args
  if (validationData && !(Array.isArray(validationData) && validationData.every((t) => t instanceof tf.Tensor)))
    return undefined
  if (yieldEvery !== undefined && yieldEvery !== 'auto') return undefined
  const optimizer = describeTfjsOptimizer(model.optimizer)
  if (!optimizer) return undefined
  try {
    const given = Array.isArray(model.loss) ? model.loss[0] : model.loss
    const loss = resolveLoss(given as unknown as string)
    const metrics = [model.metrics ?? []].flat() as any[]
    const names = new Map<string, string>()
    const counted: StepMetric[] = []
    for (const metric of metrics) {
      const resolved = resolveMetric(metric, loss)
      const { name } = resolved
      // TensorFlow.js counts right answers of any targets.
      counted.push({ ...resolved, yesOrNo: false })
      names.set(name, name === 'accuracy' ? 'acc' : typeof metric === 'string' ? metric : name)
    }
    const validation = validationData
      ? { x: validationData[0], y: validationData[1] }
      : args.validationSplit || undefined
    return { set: { x, y }, validation, optimizer, loss, metrics: counted, names }
  } catch {
    return undefined
  }
}

async function run(model: Compiled, plan: Plan, args: FitArguments): Promise<unknown> {
  const { optimizer, names } = plan
  const { epochs = 1, initialEpoch = 0, shuffle = true } = args
  // TensorFlow.js takes all there is where a batch would be larger.
  const batchSize = Math.min(args.batchSize ?? 32, plan.set.x.shape[0] || 1)
  const params = { epochs, batchSize, samples: plan.set.x.shape[0], verbose: args.verbose ?? 1, initialEpoch }
  const remembered = memories.get(model.optimizer)
  const history = await fitModel(model, plan.set, {
    optimizer,
    loss: plan.loss,
    metrics: plan.metrics,
    epochs,
    batchSize,
    initialEpoch,
    shuffle: Boolean(shuffle),
    validation: plan.validation,
    classWeight: args.classWeight,
    verbose: args.verbose === 0 ? false : undefined,
    // TensorFlow.js trains on through NaN, and code copied from elsewhere may count on it.
    nanGuard: false,
    callbacks: [
      {
        onFitStart(run) {
          const now = run.save()
          const same = remembered?.optimizer.length === now.optimizer.length
          const fits = same && remembered!.optimizer.every((v, i) => v.length === now.optimizer[i]!.length)
          if (fits) run.load({ ...now, optimizer: remembered!.optimizer, step: remembered!.step })
        },
        onFitEnd(run) {
          memories.set(model.optimizer, run.save())
        },
      },
      adaptCallbacks(args.callbacks, model, params, names),
    ],
  })
  const records = history.toRecords()
  const columns: Record<string, number[]> = {}
  for (const record of records) {
    for (const [name, value] of Object.entries(tfjsLogs(record, names))) (columns[name] ??= []).push(value)
  }
  return Object.assign(history, { history: columns, epoch: records.map((r) => r.epoch - 1), params })
}
