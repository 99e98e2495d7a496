import { checkOptions, expected } from '../../errors.ts'
import type { Callback, SchedulePosition } from './callback.ts'
import { better, monitored } from './early-stopping.ts'

/** The learning rate as a function of the position in training. */
export type Schedule = (position: SchedulePosition) => number

const epochPosition = ({ step, stepsPerEpoch }: SchedulePosition): number => step / stepsPerEpoch

function positive(name: string, value: unknown): void {
  if (!(typeof value === 'number' && value > 0)) throw expected(`\`${name}\` to be a number > 0`, value)
}

/** lr · factor^⌊epoch / every⌋. @example train.schedule(train.stepDecay({ every: 10, factor: 0.1 })) */
export function stepDecay(options: { every: number; factor?: number }): Schedule {
  checkOptions('train.stepDecay', options, ['every', 'factor'])
  const { every, factor = 0.1 } = options ?? {}
  positive('every', every)
  positive('factor', factor)
  return ({ base, epoch }) => base * factor ** Math.floor(epoch / every)
}

/** lr · factor^epoch. @example train.schedule(train.exponential({ factor: 0.95 })) */
export function exponential(options: { factor?: number } = {}): Schedule {
  checkOptions('train.exponential', options, ['factor'])
  const { factor = 0.95 } = options
  positive('factor', factor)
  return ({ base, epoch }) => base * factor ** epoch
}

/**
 * Half a cosine from lr down to `minimum`, step by step.
 * @param options.epochs how long the way down takes @default all epochs of the fit
 * @param options.minimum the rate at its end @default 0
 * Source: I. Loshchilov, F. Hutter, SGDR: stochastic gradient descent with warm restarts (2017).
 */
export function cosine(options: { epochs?: number; minimum?: number } = {}): Schedule {
  checkOptions('train.cosine', options, ['epochs', 'minimum'])
  const { minimum = 0 } = options
  return (position) => {
    const part = Math.min(1, epochPosition(position) / (options.epochs ?? position.epochs))
    return minimum + ((position.base - minimum) * (1 + Math.cos(Math.PI * part))) / 2
  }
}

/**
 * From near 0 up to lr within `epochs`, step by step; after that the schedule `after`, or lr.
 * @example train.schedule(train.warmUp({ epochs: 1, after: train.cosine() }))
 */
export function warmUp(options: { epochs?: number; steps?: number; after?: Schedule } = {}): Schedule {
  checkOptions('train.warmUp', options, ['epochs', 'steps', 'after'])
  const { epochs = 1, after } = options
  positive('epochs', epochs)
  if (options.steps !== undefined) positive('steps', options.steps)
  return (position) => {
    const length = options.steps ?? epochs * position.stepsPerEpoch
    if (position.step < length) return (position.base * (position.step + 1)) / length
    const lengthEpochs = length / position.stepsPerEpoch
    const rest = {
      ...position,
      step: position.step - length,
      epoch: Math.max(0, Math.floor(position.epoch - lengthEpochs)),
      epochs: Math.max(1, position.epochs - lengthEpochs),
    }
    return after ? after(rest) : position.base
  }
}

/**
 * One cycle: a cosine up from lr / 25 to lr in the first 30 % of the steps, a cosine down to lr / 250 000 in the rest.
 * The optimizer's lr is the highest rate. The same numbers as PyTorch's OneCycleLR.
 * Source: L. N. Smith, N. Topin, Super-convergence (2017), arXiv:1708.07120.
 */
export function oneCycle(options: { rise?: number; startDivisor?: number; endDivisor?: number } = {}): Schedule {
  checkOptions('train.oneCycle', options, ['rise', 'startDivisor', 'endDivisor'])
  const { rise = 0.3, startDivisor = 25, endDivisor = 1e4 } = options
  const between = (from: number, to: number, part: number) => to + ((from - to) * (1 + Math.cos(Math.PI * part))) / 2
  return ({ base, step, epochs, stepsPerEpoch }) => {
    const total = epochs * stepsPerEpoch
    const top = rise * total - 1
    const low = base / startDivisor
    if (step <= top) return between(low, base, step / top)
    return between(base, low / endDivisor, Math.min(1, (step - top) / (total - 1 - top)))
  }
}

/**
 * Follows a schedule, or any function of { base, epoch, step, epochs, stepsPerEpoch }.
 * @example train.schedule(train.cosine())
 * @example train.schedule(({ base, epoch }) => base / (1 + epoch))
 */
export function schedule(rate: Schedule | Callback): Callback {
  if (typeof rate === 'object' && rate !== null) return rate
  if (typeof rate !== 'function') throw expected('a schedule, e.g. train.cosine(), or a function', rate)
  return {
    name: 'schedule',
    learningRate(position) {
      const lr = rate(position)
      if (!(Number.isFinite(lr) && lr >= 0)) {
        throw expected(`the schedule to give a number ≥ 0 at step ${position.step}`, lr)
      }
      return lr
    },
  }
}

/**
 * Multiplies lr by `factor` when what it watches has not improved for `patience` epochs.
 * @param options.monitor @default 'valLoss', or 'loss' without validation
 * @param options.factor @default 0.1
 * @param options.patience @default 10
 * @param options.minimum lr never falls below it @default 0
 */
export function onPlateau(
  options: { monitor?: string; factor?: number; patience?: number; minDelta?: number; minimum?: number } = {},
): Callback {
  checkOptions('train.onPlateau', options, ['monitor', 'factor', 'patience', 'minDelta', 'minimum'])
  const { factor = 0.1, patience = 10, minDelta = 1e-4, minimum = 0 } = options
  positive('factor', factor)
  let best: number | undefined
  let bad = 0
  return {
    name: 'onPlateau',
    onFitStart() {
      best = undefined
      bad = 0
    },
    onEpochEnd(record, run) {
      const name = options.monitor ?? ('valLoss' in record ? 'valLoss' : 'loss')
      const value = monitored(record, name)
      if (best === undefined || better(name, value, best, minDelta * Math.abs(best))) {
        best = value
        bad = 0
      } else if (++bad > patience) {
        run.optimizer.lr = Math.max(run.optimizer.lr * factor, minimum || Number.MIN_VALUE)
        bad = 0
      }
    },
  }
}
