/**
 * TensorFlow.js's own `model.fit` by traced steps: the same arguments, history and callbacks. What it cannot take over
 * (unusual losses and optimizers, other backends) goes the way it always went.
 */

import { isRecord } from '../../data/nested.ts'
import { tf } from '../../tf.ts'
import type { Tensors } from '../columns.ts'
import { fit as fitModel } from '../fit.ts'
import type { FitOptions } from '../fit-options.ts'
import { tensorflowBackend } from '../graph/backend.ts'
import type { Loss, LossLike } from '../losses/loss.ts'
import { resolveLoss } from '../losses/resolve.ts'
import { type MetricLike, resolveMetric, type StepMetric } from '../metrics/stepwise.ts'
import type { Optimizer } from '../optimizers/optimizer.ts'
import type { SeveralSet } from '../several.ts'
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
  readonly set: SeveralSet
  readonly rows: number
  readonly validation: FitOptions['validation']
  readonly optimizer: Optimizer
  /** With several outputs by name. */
  readonly loss: Loss | Record<string, Loss>
  readonly metrics: StepMetric[] | Record<string, StepMetric[]>
  /** Our name → TensorFlow.js's name. */
  readonly names: Map<string, string>
}

/** What there is to do, or undefined where the original has to do it. */
function read(model: Compiled, x: unknown, y: unknown, args: FitArguments): Plan | undefined {
  if (!tensorflowBackend() || !model.optimizer || Object.keys(args).some((k) => !understood.has(k))) return undefined
  const set = readSet(model, x, y)
  if (!set) return undefined
  const { validationData, yieldEvery } = args
  const held = Array.isArray(validationData) && validationData.length === 2
  const validationSet = held ? readSet(model, validationData[0], validationData[1]) : undefined
  if (validationData && !validationSet) return undefined
  if (yieldEvery !== undefined && yieldEvery !== 'auto') return undefined
  const optimizer = describeTfjsOptimizer(model.optimizer)
  if (!optimizer) return undefined
  try {
    const first = set.x instanceof tf.Tensor ? set.x : Object.values(set.x)[0]!
    const validation = validationSet ?? (args.validationSplit || undefined)
    return {
      set,
      rows: first.shape[0] || 1,
      validation,
      optimizer,
      ...readLosses(model, !(set.y instanceof tf.Tensor)),
    }
  } catch {
    return undefined
  }
}

/** Tensors as they are, of several inputs or outputs by name; undefined where the original has to take them, or to complain. */
function readSet(model: Compiled, x: unknown, y: unknown): SeveralSet | undefined {
  const several = model.inputs.length > 1 || model.outputs.length > 1
  if (!several) return x instanceof tf.Tensor && y instanceof tf.Tensor ? { x, y } : undefined
  const side = (given: unknown, names: readonly string[]): Tensors | undefined => {
    const list = isRecord(given) ? names.map((name) => given[name]) : [given].flat()
    if (list.length !== names.length || !list.every((t) => t instanceof tf.Tensor)) return undefined
    return Object.fromEntries(names.map((name, i) => [name, list[i] as tf.Tensor]))
  }
  const [inputs, targets] = [side(x, model.inputNames), side(y, model.outputNames)]
  return inputs && targets && { x: inputs, y: targets }
}

/** Losses and metrics as TensorFlow.js was told them, and what it calls them. */
function readLosses(model: Compiled, byName: boolean): Pick<Plan, 'loss' | 'metrics' | 'names'> {
  const outputs = byName ? model.outputNames : ['']
  const given = model.loss as unknown
  const several = outputs.length > 1
  const names = new Map<string, string>(several ? outputs.map((name) => [`${name}_loss`, `${name}_loss`]) : [])
  const own = outputs.map((output, i) => {
    const loss = resolveLoss((Array.isArray(given) ? given[i] : isRecord(given) ? given[output] : given) as LossLike)
    const list = (isRecord(model.metrics) ? model.metrics[output] : model.metrics) ?? []
    const metrics = [list].flat().map((metric): StepMetric => {
      const resolved = resolveMetric(metric as MetricLike, loss)
      const { name } = resolved
      const before = several ? `${output}_` : ''
      const theirs = name === 'accuracy' ? 'acc' : typeof metric === 'string' ? metric : name
      names.set(`${before}${name}`, `${before}${theirs}`)
      // TensorFlow.js counts right answers of any targets.
      return { ...resolved, yesOrNo: false }
    })
    return { loss, metrics }
  })
  if (!byName) return { ...own[0]!, names }
  const named = <T>(of: (part: (typeof own)[number]) => T) =>
    Object.fromEntries(outputs.map((output, i) => [output, of(own[i]!)]))
  return { loss: named((part) => part.loss), metrics: named((part) => part.metrics), names }
}

async function run(model: Compiled, plan: Plan, args: FitArguments): Promise<unknown> {
  const { optimizer, names } = plan
  const { epochs = 1, initialEpoch = 0, shuffle = true } = args
  // TensorFlow.js takes all there is where a batch would be larger.
  const batchSize = Math.min(args.batchSize ?? 32, plan.rows)
  const params = { epochs, batchSize, samples: plan.rows, verbose: args.verbose ?? 1, initialEpoch }
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
