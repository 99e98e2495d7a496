import type { tf } from '../../tf.ts'
import type { EpochRecord, History } from '../history.ts'
import type { Optimizer } from '../optimizers/optimizer.ts'
import type { StateSnapshot } from '../training-state.ts'

/** Where training stands, and what a callback may do about it. */
export interface Run {
  readonly model: tf.LayersModel
  readonly optimizer: Optimizer
  readonly history: History
  /** Epochs to train in all. */
  readonly epochs: number
  readonly stepsPerEpoch: number
  /** The epoch under way, from 0. */
  readonly epoch: number
  /** Ends training after this step or epoch; `reason` is what the history says. */
  stop(reason: string): void
  /** Weights, the optimizer's memory and the generators: all that the next steps depend on. */
  save(): RunState
  load(state: RunState): void
}

/** A run as plain data. */
export interface RunState extends StateSnapshot {
  /** Epochs finished. */
  readonly epoch: number
  readonly seed: number
  readonly learningRate: number
  readonly records: readonly EpochRecord[]
}

export interface StepRecord {
  /** The epoch, from 1. */
  readonly epoch: number
  /** The step in this epoch, from 1. */
  readonly step: number
  readonly loss: number
  readonly learningRate: number
  readonly [metric: string]: number
}

/** Where a learning rate schedule is asked for the rate of a step. */
export interface SchedulePosition {
  /** The optimizer's learning rate when training began, or as a callback set it. */
  readonly base: number
  /** The epoch, from 0. */
  readonly epoch: number
  /** The step, over all epochs, from 0. */
  readonly step: number
  readonly epochs: number
  readonly stepsPerEpoch: number
}

/** What may happen while training. Every method is optional and may be async; the model's weights are current in each. */
export interface Callback {
  readonly name?: string
  onFitStart?(run: Run): void | Promise<void>
  onEpochStart?(epoch: number, run: Run): void | Promise<void>
  /** After every step. It costs speed: steps then run one at a time. */
  onStep?(step: StepRecord, run: Run): void | Promise<void>
  onEpochEnd?(record: EpochRecord, run: Run): void | Promise<void>
  onFitEnd?(run: Run): void | Promise<void>
  /** The learning rate of a step; the last callback that gives one decides. */
  learningRate?(position: SchedulePosition): number
}
