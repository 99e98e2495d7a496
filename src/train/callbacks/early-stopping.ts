import { checkOptions, expected, GradlabError } from '../../errors.ts'
import type { EpochRecord } from '../history.ts'
import type { Callback, Run, RunState } from './callback.ts'

export interface EarlyStoppingOptions {
  /** What to watch: 'valLoss', 'loss', 'valAccuracy' … @default 'valLoss', or 'loss' without validation */
  monitor?: string
  /** Epochs without an improvement before it stops. @default 0 */
  patience?: number
  /** What counts as an improvement. @default 0 */
  minDelta?: number
  /** Puts the weights of the best epoch back. @default false */
  restoreBest?: boolean
}

/**
 * Stops when what it watches has not improved for `patience` epochs.
 * @example train.earlyStopping({ patience: 3, restoreBest: true })
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  checkOptions('train.earlyStopping', options, ['monitor', 'patience', 'minDelta', 'restoreBest'])
  const { patience = 0, minDelta = 0, restoreBest = false } = options
  if (!Number.isInteger(patience) || patience < 0) throw expected('`patience` to be a whole number ≥ 0', patience)
  let best: number | undefined
  let bestEpoch = 0
  let bestState: RunState | undefined
  return {
    name: 'earlyStopping',
    onFitStart() {
      best = bestState = undefined
    },
    onEpochEnd(record, run) {
      const name = options.monitor ?? ('valLoss' in record ? 'valLoss' : 'loss')
      const value = monitored(record, name)
      if (best === undefined || better(name, value, best, minDelta)) {
        best = value
        bestEpoch = record.epoch
        if (restoreBest) bestState = run.save()
      } else if (record.epoch - bestEpoch > patience || (patience > 0 && record.epoch - bestEpoch >= patience)) {
        run.stop(`Stopped early after epoch ${record.epoch}: ${name} was best in epoch ${bestEpoch}.`)
      }
    },
    onFitEnd(run: Run) {
      if (restoreBest && bestState) run.load({ ...run.save(), weights: bestState.weights })
    },
  }
}

/** The value a callback watches. */
export function monitored(record: EpochRecord, name: string): number {
  const value = record[name]
  if (value === undefined) {
    const known = Object.keys(record).filter((k) => !['epoch', 'seconds', 'learningRate'].includes(k))
    throw new GradlabError(
      `There is no '${name}' to monitor; this training measures ${known.map((k) => `'${k}'`).join(', ')}.${name.startsWith('val') ? ' Give `validation` to have the others.' : ''}`,
    )
  }
  return value
}

/** Losses and errors should fall, accuracies rise. */
export function better(name: string, value: number, best: number, minDelta = 0): boolean {
  return /acc|topK|precision|recall|f1|auc|r2/i.test(name) ? value > best + minDelta : value < best - minDelta
}
