/** TensorFlow.js's callbacks, called at the same moments with the same logs. */
import type { tf } from '../../tf.ts'
import type { Callback } from '../callbacks/callback.ts'

type Logs = Record<string, number>
interface TfjsCallback {
  setParams?(params: Record<string, unknown>): void
  setModel?(model: tf.LayersModel): void
  onTrainBegin?(logs?: Logs): void | Promise<void>
  onTrainEnd?(logs?: Logs): void | Promise<void>
  onEpochBegin?(epoch: number, logs?: Logs): void | Promise<void>
  onEpochEnd?(epoch: number, logs?: Logs): void | Promise<void>
  onBatchBegin?(batch: number, logs?: Logs): void | Promise<void>
  onBatchEnd?(batch: number, logs?: Logs): void | Promise<void>
  onYield?: unknown
}

/** The names that TensorFlow.js gives, in its order: 'accuracy' → 'acc', 'valLoss' → 'val_loss'. */
export function tfjsLogs(record: Readonly<Record<string, number>>, names: ReadonlyMap<string, string>): Logs {
  const logs: Logs = {}
  const ours = ['loss', ...names.keys()]
  const add = (name: string, key: string): void => {
    if (record[key] !== undefined) logs[name] = record[key]
  }
  for (const key of ours) add(names.get(key) ?? key, key)
  for (const key of ours) add(`val_${names.get(key) ?? key}`, `val${key[0]!.toUpperCase()}${key.slice(1)}`)
  return logs
}

/** All of them as one callback of ours. */
export function adaptCallbacks(
  given: unknown,
  model: tf.LayersModel,
  params: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
): Callback {
  const list = (given === undefined ? [] : [given].flat()) as TfjsCallback[]
  // Nothing between the epochs: tiny ones may then run many in one call.
  if (!list.length) return {}
  const watchesBatches = list.some((c) => isCustom(c) && (c.onBatchBegin || c.onBatchEnd))
  const each = async (body: (c: TfjsCallback) => unknown) => {
    for (const c of list) await body(c)
  }
  const flag = model as unknown as { stopTraining_: boolean }
  return {
    name: 'TensorFlow.js',
    async onFitStart() {
      flag.stopTraining_ = false
      await each((c) => c.setParams?.(params))
      await each((c) => c.setModel?.(model))
      await each((c) => c.onTrainBegin?.())
    },
    onEpochStart: (epoch) => each((c) => c.onEpochBegin?.(epoch - 1)),
    async onEpochEnd(record, run) {
      await each((c) => c.onEpochEnd?.(record.epoch - 1, tfjsLogs(record, names)))
      if (flag.stopTraining_) run.stop('Stopped by a callback.')
    },
    ...(watchesBatches
      ? {
          async onStep(record, run) {
            const logs = { batch: record.step - 1, ...tfjsLogs(record, names) }
            await each((c) => c.onBatchBegin?.(record.step - 1, logs))
            await each((c) => c.onBatchEnd?.(record.step - 1, logs))
            if (flag.stopTraining_) run.stop('Stopped by a callback.')
          },
        }
      : {}),
    onFitEnd: () => each((c) => c.onTrainEnd?.()),
  } satisfies Callback
}

/** Plain objects of methods, not TensorFlow.js's classes (none of which look at batches). */
const isCustom = (c: TfjsCallback): boolean => Object.getPrototypeOf(c) === Object.prototype
