/** One objective, one optimizer, one point: the update itself, and everything that it changes as plain data. */
import type { BatchOrder, BatchOrderState } from './batch-order.ts'
import { notANumber, type Objective } from './objective.ts'
import type { Optimizer, OptimizerState, Options } from './optimizer.ts'
import { copyInto, norm, zeros } from './vectors.ts'

/** Everything that a step changes. */
export interface EngineState {
  readonly index: number
  readonly parameters: readonly number[]
  readonly memory: OptimizerState
  readonly options: Options
  readonly batches: BatchOrderState | null
  /** Of the last step, so that it can be shown again. */
  readonly last: {
    gradient: number[]
    update: number[]
    learningRate: number
    lossBefore: number
    loss: number
    rows?: ArrayLike<number>
  }
}

/** Why a descent stopped by itself. */
export interface Stop {
  /** The step that went wrong. */
  readonly step: number
  readonly reason: 'NaN' | 'infinite' | 'diverged'
  readonly value: number
  /** What has that value. @default 'loss' */
  readonly of?: 'loss' | 'gradient' | 'parameters'
}

/** A loss 10¹² times the first one (or 1) counts as diverged. */
export function largestLoss(first: number): number {
  return 1e12 * Math.max(1, Math.abs(first))
}

export function reasonOf(value: number): Stop['reason'] {
  if (Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? 'diverged' : 'infinite'
}

export class Engine {
  readonly objective: Objective
  readonly optimizer: Optimizer
  options: Options
  index = 0
  /** The parameters as they are now. Changed in place. */
  readonly x: number[]
  readonly gradient: number[]
  readonly update: number[]
  learningRate: number
  lossBefore: number
  loss: number
  memory: OptimizerState
  batches: BatchOrder | null
  #rows: ArrayLike<number> | undefined
  #limit: number
  /** Whether `gradient` belongs to x as it is now (and not to the point before the last step). */
  #fresh = false
  /** Whether a step was begun and not ended: by an error in the objective, or by Stop. `restore` mends it. */
  torn = false

  constructor(objective: Objective, optimizer: Optimizer, at: readonly number[], batches: BatchOrder | null) {
    this.objective = objective
    this.optimizer = optimizer
    this.options = { ...optimizer.options }
    this.x = at.slice()
    this.gradient = zeros(at.length)
    this.update = zeros(at.length)
    this.memory = optimizer.state(at.length)
    this.batches = batches
    this.learningRate = Number(this.options.lr)
    this.loss = this.lossBefore = objective.f(this.x)
    this.#limit = largestLoss(this.loss)
    this.refreshGradient()
  }

  get rows(): ArrayLike<number> | undefined {
    return this.#rows
  }

  /** Sets `gradient` to the full objective's gradient here: what a step 0 shows. */
  refreshGradient(): void {
    this.#gradientInto()
    this.#fresh = !this.batches
  }

  #gradientInto(): void {
    const { x, gradient, objective } = this
    const found = objective.gradient(x, gradient)
    if (found !== gradient) copyInto(gradient, found)
  }

  /**
   * One update: the gradient here, the rule, the loss there.
   * @returns what went wrong, if the loss or a parameter is no longer a usable number
   */
  step(): Stop | undefined {
    const { x, gradient, update, objective, options } = this
    const n = x.length
    this.torn = true
    if (this.batches) {
      const rows = this.batches.take()
      this.#rows = rows
      this.lossBefore = objective.samples!.f(x, rows)
      objective.samples!.gradient(x, rows, gradient)
    } else {
      this.lossBefore = this.loss
      if (!this.#fresh) this.#gradientInto()
    }
    this.#fresh = false
    if (this.optimizer.needs.length && !(norm(gradient) < Infinity)) {
      this.torn = false
      return this.#stopAt(norm(gradient), 'gradient')
    }
    for (let i = 0; i < n; i++) update[i] = x[i]!
    const used = this.optimizer.update(x, gradient, this.memory, options, objective)
    this.learningRate = used === undefined ? (options.lr as number) : used
    let moved = 0
    for (let i = 0; i < n; i++) {
      update[i] = x[i]! - update[i]!
      moved += update[i]!
    }
    const loss: unknown = this.batches ? objective.samples!.f(x, this.#rows!) : objective.f(x)
    if (typeof loss !== 'number') {
      throw notANumber(`${objective.name} to return a number at step ${this.index + 1}`, loss)
    }
    this.loss = loss
    this.index++
    this.torn = false
    // A loss may be finite where a parameter is not, in a function that ignores it there.
    if (Math.abs(loss) < this.#limit) return moved - moved === 0 ? undefined : this.#stopAt(moved, 'parameters')
    const broken = gradient.find((v) => v - v !== 0)
    return broken === undefined ? this.#stopAt(loss, 'loss') : this.#stopAt(broken, 'gradient')
  }

  #stopAt(value: number, of: 'loss' | 'gradient' | 'parameters'): Stop {
    const stop = { step: this.index, reason: reasonOf(value), value }
    return of === 'loss' ? stop : { ...stop, of }
  }

  get gradientNorm(): number {
    return norm(this.gradient)
  }

  save(): EngineState {
    const { gradient, update, learningRate, lossBefore, loss } = this
    return {
      index: this.index,
      parameters: this.x.slice(),
      memory: copyState(this.memory),
      options: this.options,
      batches: this.batches?.state ?? null,
      last: {
        gradient: gradient.slice(),
        update: update.slice(),
        learningRate,
        lossBefore,
        loss,
        ...(this.#rows && { rows: this.#rows }),
      },
    }
  }

  restore(state: EngineState): void {
    const { last } = state
    this.torn = false
    this.index = state.index
    copyInto(this.x, state.parameters)
    this.memory = copyState(state.memory)
    this.options = state.options
    if (this.batches && state.batches) this.batches.state = state.batches
    copyInto(this.gradient, last.gradient)
    copyInto(this.update, last.update)
    this.learningRate = last.learningRate
    this.lossBefore = last.lossBefore
    this.loss = last.loss
    this.#rows = last.rows
    // At step 0 the gradient belongs to the start itself; later it is the one that made the last step.
    this.#fresh = state.index === 0 && !this.batches
  }

  /** Another engine that stands where this one stands; the two share nothing that changes. */
  copy(): Engine {
    const copy = new Engine(this.objective, this.optimizer, this.x, this.batches?.copy() ?? null)
    copy.#limit = this.#limit
    copy.restore(this.save())
    return copy
  }
}

/** A deep copy of numbers, arrays and objects. Faster than structuredClone by far. */
export function copyState<T extends OptimizerState>(state: T): T {
  const copy: OptimizerState = {}
  for (const key in state) {
    const value = state[key] as OptimizerState[string]
    if (Array.isArray(value)) {
      copy[key] =
        value.length && Array.isArray(value[0])
          ? (value as number[][]).map((row) => row.slice())
          : (value as number[]).slice()
    } else {
      copy[key] = value !== null && typeof value === 'object' ? copyState(value) : value
    }
  }
  return copy as T
}
