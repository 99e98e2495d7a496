/** A network, its optimizer and its batches: one step at a time, and everything that a step changes as plain data. */
import { expected, GradlabError } from '../errors.ts'
import { type NetworkState, type NetworkStep, type NetworkStepOptions, networkStep } from '../network-step.ts'
import { BatchOrder, type BatchOrderState } from './batch-order.ts'
import { copyState, largestLoss, reasonOf, type Stop } from './engine.ts'
import { hasKernel, NetworkRule, requireNetworkRule } from './network-rule.ts'
import type { Optimizer, OptimizerState, Options } from './optimizer.ts'

export interface NetworkEngineState {
  readonly index: number
  readonly options: Options
  readonly batches: BatchOrderState
  readonly network: NetworkState
  /** Of a rule that is no kernel of `train`. */
  readonly memory?: OptimizerState
  /** Of the last step, so that it can be shown again. */
  readonly last: {
    readonly lossBefore: number
    readonly gradientNorm: number
    readonly metrics: Readonly<Record<string, number>>
    readonly epoch: number
    readonly rows: ArrayLike<number>
    /** Of the first step's loss: how large a loss may be. */
    readonly limit: number
  }
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
  rows: ArrayLike<number> = []
  /** Of the last step's batch, before the update. */
  lossBefore = Number.NaN
  gradientNorm = Number.NaN
  metrics: Readonly<Record<string, number>> = {}
  epoch = 0
  #limit = Number.POSITIVE_INFINITY
  readonly #rule: NetworkRule | undefined

  constructor(objective: NetworkObjective, optimizer: Optimizer, seed: number) {
    const { batchSize = 32, ...options } = objective
    requireNetworkRule(optimizer)
    const kernel = hasKernel(optimizer)
    if (!kernel && (objective.clipNorm !== undefined || objective.clipValue !== undefined)) {
      throw new GradlabError(
        `\`clipNorm\` and \`clipValue\` beside \`loss\` go with the optimizers of \`train\`; around \`${optimizer.name}\` put descent.clipNorm(…) or descent.clipValue(…).`,
      )
    }
    this.objective = objective
    this.optimizer = optimizer
    this.options = { ...optimizer.options }
    if (objective.batchSize !== undefined && batchSize > objective.data.size)
      throw expected(`\`batchSize\` to be at most ${objective.data.size}, the number of examples`, batchSize)
    this.batches = new BatchOrder(objective.data.size, batchSize, seed)
    this.net = networkStep({ seed, ...options, optimizer: kernel ? inTrain(optimizer) : { name: 'sgd', lr: 1 } })
    this.#rule = kernel ? undefined : new NetworkRule(this.net, objective.model, optimizer)
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
    const { loss, gradientNorm, metrics } = this.#update()
    if (this.index === 0) this.#limit = largestLoss(loss)
    this.index++
    this.lossBefore = loss
    this.gradientNorm = gradientNorm
    this.metrics = metrics
    return this.stopAt(loss)
  }

  /** Whether a loss is the end of this descent. */
  stopAt(loss: number): Stop | undefined {
    if (Math.abs(loss) < this.#limit) return undefined
    return { step: this.index, reason: reasonOf(loss), value: loss }
  }

  /** The learning rate of the last step: a schedule's, where there is one. */
  get learningRate(): number {
    return this.#rule?.learningRate ?? this.lr
  }

  #update() {
    if (this.#rule) return this.#rule.step(this.rows, this.options)
    this.net.lr = this.lr
    return this.net.step(this.rows)
  }

  save(): NetworkEngineState {
    return {
      index: this.index,
      options: this.options,
      batches: this.batches.state,
      network: this.net.getState(),
      ...(this.#rule && { memory: copyState(this.#rule.memory) }),
      last: {
        lossBefore: this.lossBefore,
        gradientNorm: this.gradientNorm,
        metrics: this.metrics,
        epoch: this.epoch,
        rows: this.rows,
        limit: this.#limit,
      },
    }
  }

  restore(state: NetworkEngineState): void {
    this.index = state.index
    this.options = state.options
    this.batches.state = state.batches
    this.net.setState(state.network)
    if (this.#rule && state.memory) this.#rule.memory = copyState(state.memory)
    const { lossBefore, gradientNorm, metrics, epoch, rows, limit } = state.last
    this.lossBefore = lossBefore
    this.gradientNorm = gradientNorm
    this.metrics = metrics
    this.epoch = epoch
    this.rows = rows
    this.#limit = limit
  }
}

/** The optimizer as `train` names it and its options: `batch` is `sgd` without momentum. */
function inTrain({ name, options }: Optimizer): { name: string; lr: number } {
  return { name: name === 'batch' ? 'sgd' : name, ...options } as { name: string; lr: number }
}
