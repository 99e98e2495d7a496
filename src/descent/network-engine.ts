/** A network, its optimizer and its batches: one step at a time, and everything that a step changes as plain data. */
import { GradlabError } from '../errors.ts'
import { type NetworkState, type NetworkStep, type NetworkStepOptions, networkStep } from '../network-step.ts'
import { BatchOrder, type BatchOrderState } from './batch-order.ts'
import type { Stop } from './engine.ts'
import type { Optimizer, Options } from './optimizer.ts'

export interface NetworkEngineState {
  readonly index: number
  readonly options: Options
  readonly batches: BatchOrderState
  readonly network: NetworkState
}

/** What is minimized: the loss of a model on a dataset. */
export interface NetworkObjective extends Omit<NetworkStepOptions, 'optimizer'> {
  /** @default 32 */
  batchSize?: number
}

export class NetworkEngine {
  readonly objective: NetworkObjective
  readonly optimizer: Optimizer
  readonly net: NetworkStep
  readonly batches: BatchOrder
  options: Options
  index = 0
  rows: Int32Array = new Int32Array()
  /** Of the last step's batch, before the update. */
  lossBefore = Number.NaN
  gradientNorm = Number.NaN
  metrics: Readonly<Record<string, number>> = {}
  epoch = 0

  constructor(objective: NetworkObjective, optimizer: Optimizer, seed: number) {
    const { batchSize = 32, ...options } = objective
    if (optimizer.needs.length || /\(/.test(optimizer.name)) {
      throw new GradlabError(
        `\`${optimizer.name}\` steps objectives of plain numbers; on a network use batch, sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, adamW or nadam, with \`clipNorm\` or \`clipValue\` beside \`loss\`.`,
      )
    }
    this.objective = objective
    this.optimizer = optimizer
    this.options = { ...optimizer.options }
    this.batches = new BatchOrder(objective.data.size, batchSize, seed)
    this.net = networkStep({ seed, ...options, optimizer: inTrain(optimizer) })
  }

  get lr(): number {
    return this.options.lr as number
  }

  /** The rows of the next batch. */
  nextRows(): Int32Array {
    const before = this.batches.state
    const rows = this.batches.take()
    this.batches.state = before
    return rows
  }

  /** One update on the next batch. @returns what went wrong, if the loss is no number any more */
  step(): Stop | undefined {
    this.rows = this.batches.take()
    this.epoch = this.batches.epoch
    this.net.lr = this.lr
    const { loss, gradientNorm, metrics } = this.net.step(this.rows)
    this.index++
    this.lossBefore = loss
    this.gradientNorm = gradientNorm
    this.metrics = metrics
    return stopAt(this.index, loss)
  }

  save(): NetworkEngineState {
    return { index: this.index, options: this.options, batches: this.batches.state, network: this.net.getState() }
  }

  restore(state: NetworkEngineState): void {
    this.index = state.index
    this.options = state.options
    this.batches.state = state.batches
    this.net.setState(state.network)
  }
}

/** Whether a loss is the end of a descent. */
export function stopAt(step: number, loss: number): Stop | undefined {
  if (Number.isFinite(loss)) return undefined
  return { step, reason: Number.isNaN(loss) ? 'NaN' : 'infinite', value: loss }
}

/** The optimizer as `train` names it and its options: `batch` is `sgd` without momentum. */
function inTrain({ name, options }: Optimizer): { name: string; lr: number } {
  return { name: name === 'batch' ? 'sgd' : name, ...options } as { name: string; lr: number }
}
