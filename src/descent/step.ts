/** One update with every number in it. */
import { copyState, type Engine, type EngineState } from './engine.ts'
import type { OptimizerState } from './optimizer.ts'
import { minus, norm } from './vectors.ts'

/**
 * One update: from `before` against the gradient there to `parameters`. The first has index 1; index 0 is the start,
 * where nothing has been updated yet.
 */
export interface Step {
  readonly index: number
  /** The parameters after the update. */
  readonly parameters: readonly number[]
  /** The loss after the update; on the same batch as `lossBefore`, where there are batches. */
  readonly loss: number
  /** The parameters before the update, where the gradient was taken. */
  readonly before: readonly number[]
  readonly lossBefore: number
  /** The gradient that made this update: at `before`, on this step's batch. */
  readonly gradient: readonly number[]
  /** √Σ gᵢ² of that gradient. */
  readonly gradientNorm: number
  /** The step size: `lr`, after schedules; what the line search found, where there is one. */
  readonly learningRate: number
  /** parameters − before. */
  readonly update: readonly number[]
  /** The optimizer's memory after the update, e.g. Adam's `m`, `v` and `t`. */
  readonly state: Readonly<OptimizerState>
  /** The rows of the batch, where the objective is a mean over samples. */
  readonly rows?: readonly number[]
}

/** The step that an engine has just made, read from it when asked: `until` looks at one number of a million steps. */
export class LiveStep implements Step {
  readonly #engine: Engine
  constructor(engine: Engine) {
    this.#engine = engine
  }
  get index() {
    return this.#engine.index
  }
  get parameters() {
    return this.#engine.x.slice()
  }
  get loss() {
    return this.#engine.loss
  }
  get before() {
    return minus(this.#engine.x, this.#engine.update)
  }
  get lossBefore() {
    return this.#engine.lossBefore
  }
  get gradient() {
    return this.#engine.gradient.slice()
  }
  get gradientNorm() {
    return this.#engine.gradientNorm
  }
  get learningRate() {
    return this.#engine.learningRate
  }
  get update() {
    return this.#engine.update.slice()
  }
  get state() {
    return copyState(this.#engine.memory)
  }
  get rows() {
    return this.#engine.rows && Array.from(this.#engine.rows)
  }
}

/** The step that an engine has just made, as plain data. */
export function recordStep(engine: Engine, before: readonly number[] = minus(engine.x, engine.update)): Step {
  const { index, parameters, loss, lossBefore, gradient, gradientNorm, learningRate, update, state, rows } =
    new LiveStep(engine)
  const step = { index, parameters, loss, before, lossBefore, gradient, gradientNorm, learningRate, update, state }
  return rows ? { ...step, rows } : step
}

/** The step that led to a state, as plain data. */
export function stepOf({ index, parameters, memory, last }: EngineState, before: readonly number[]): Step {
  const { loss, lossBefore, gradient, learningRate, update, rows } = last
  const step = {
    index,
    parameters: parameters.slice(),
    loss,
    before: before.slice(),
    lossBefore,
    gradient: gradient.slice(),
    gradientNorm: norm(gradient),
    learningRate,
    update: update.slice(),
    state: copyState(memory),
  }
  return rows ? { ...step, rows: Array.from(rows) } : step
}
