/** The stepper on a network: one batch, one update, every layer looked at, and back. */
import { type Displayable, displaySymbol, type MimeBundle } from '../display.ts'
import { checkOptions, expected, GradlabError } from '../errors.ts'
import type { LayerValues } from '../network-step.ts'
import type { tf } from '../tf.ts'
import { adviceFor } from './advice.ts'
import type { Stop } from './engine.ts'
import { History } from './history.ts'
import { NetworkEngine, type NetworkEngineState, type NetworkObjective, stopAt } from './network-engine.ts'
import { describeNetworkDescent, showNetworkDescent } from './network-show.ts'
import type { Optimizer, Options } from './optimizer.ts'
import { type Watch, Watchers } from './watch.ts'

/** What one update did to one weight tensor. */
export interface LayerStep {
  /** The weight's name, e.g. 'dense_1/kernel'. */
  readonly name: string
  readonly layer: string
  readonly shape: readonly number[]
  /** √Σ g² of this batch's gradient. */
  readonly gradientNorm: number
  /** √Σ w² before the update. */
  readonly weightNorm: number
  readonly updateNorm: number
  /** updateNorm / weightNorm: about 1e-3 is healthy; far above shakes the layer, far below lets it sleep. */
  readonly updateRatio: number
}

/** One update of a network. */
export interface NetworkDescentStep {
  readonly index: number
  /** From 0. */
  readonly epoch: number
  /** The rows of the batch in the data. */
  readonly rows: readonly number[]
  /** On this batch, before the update, in training (dropout on). */
  readonly lossBefore: number
  /** On this same batch, after the update (dropout off). */
  readonly loss: number
  readonly gradientNorm: number
  readonly learningRate: number
  readonly metrics: Readonly<Record<string, number>>
  readonly layers: readonly LayerStep[]
}

export interface NetworkRunOptions {
  until?: (step: NetworkDescentStep) => boolean
  maxSteps?: number
}

/** A descent on a network; made by `descent.start({ model, data, loss, batchSize }, { optimizer })`. */
export class NetworkDescent implements Displayable {
  readonly objective: NetworkObjective
  readonly #engine: NetworkEngine
  readonly #start: NetworkEngineState
  readonly #history: History<NetworkEngineState> | undefined
  readonly #watchers = new Watchers(() => this)
  #steps: NetworkDescentStep[] = []
  #stop: Stop | undefined

  constructor(objective: NetworkObjective, optimizer: Optimizer, seed: number, keepHistory: boolean) {
    this.objective = objective
    this.#engine = new NetworkEngine(objective, optimizer, seed)
    this.#start = this.#engine.save()
    const { weights, optimizer: memory } = this.#start.network
    const numbers = [...weights, ...memory].reduce((sum, values) => sum + values.length, 0)
    this.#history = keepHistory ? new History(this.#start, numbers) : undefined
  }

  /** How many updates lie behind. */
  get index(): number {
    return this.#engine.index
  }

  get optimizer(): Optimizer {
    return this.#engine.optimizer
  }

  get options(): Readonly<Options> {
    return { ...this.#engine.options }
  }

  get seed(): number {
    return this.#engine.batches.seed
  }

  /** Every step so far, the first at [0]; none with `history: false`. */
  get steps(): readonly NetworkDescentStep[] {
    return this.#steps.slice(0, this.index)
  }

  /** The loss on the last batch: after its update, or before it with `history: false`. NaN before the first step. */
  get loss(): number {
    return this.#steps[this.index - 1]?.loss ?? this.#engine.lossBefore
  }

  /** The loss before each update, each on its own batch: the curve that training shows. */
  get losses(): readonly number[] {
    return this.steps.map((step) => step.lossBefore)
  }

  /** The weights here, in the order of `steps[…].layers`. */
  get weights(): readonly LayerValues[] {
    return this.#engine.net.weights()
  }

  /** The rows of the last batch; before the first step, of the one to come. */
  get batch(): readonly number[] {
    return Array.from(this.index ? this.#engine.rows : this.#engine.nextRows())
  }

  get stopped(): (Stop & { readonly advice: string }) | undefined {
    const stop = this.#stop
    return stop && { ...stop, advice: adviceFor(stop, this.#engine.lr, 'the network') }
  }

  /** Makes updates, each on the next batch; does nothing any more once stopped. @param count @default 1 */
  step(count = 1): this {
    wholeNumber('the number of steps', count)
    for (let i = 0; i < count && !this.#stop; i++) this.#advance()
    this.#watchers.changed()
    return this
  }

  /** Makes updates until a condition holds, or the most steps are made. @default maxSteps = 10000 */
  run(options: NetworkRunOptions = {}): this {
    checkOptions('`run`', options, ['until', 'maxSteps'])
    const { until, maxSteps = 10_000 } = options
    wholeNumber('`maxSteps`', maxSteps)
    if (until) this.#requireHistory('`until`')
    const done = () => this.index > 0 && until?.(this.#steps[this.index - 1]!)
    for (let i = 0; i < maxSteps && !this.#stop && !done(); i++) this.#advance()
    this.#watchers.changed()
    return this
  }

  #advance(): void {
    const engine = this.#engine
    const history = this.#history
    if (!history) {
      this.#stop = engine.step()
      return
    }
    const rows = engine.nextRows()
    const { net } = engine
    const gradients = net.gradients(rows)
    const before = net.weights()
    this.#stop = engine.step()
    const after = net.weights()
    const { loss } = net.lossOn(rows)
    this.#stop ??= stopAt(engine.index, loss)
    const { index, epoch, lossBefore, gradientNorm, metrics, lr } = engine
    const layers = before.map((weight, i) => layerStep(weight, gradients[i]!, after[i]!))
    this.#steps.length = index - 1
    this.#steps.push({
      index,
      epoch,
      rows: Array.from(rows),
      lossBefore,
      loss,
      gradientNorm,
      learningRate: lr,
      metrics,
      layers,
    })
    history.replayChange(engine)
    history.note(engine)
  }

  /** Goes back: weights, optimizer state, options and batch order as they were. @param count @default 1 */
  back(count = 1): this {
    const history = this.#requireHistory('`back`')
    wholeNumber('the number of steps', count)
    const most = this.index - history.first
    if (count > most) throw expected(`to go back at most ${most} steps`, count, 'reset() goes to the start.')
    history.goTo(this.#engine, this.index - count)
    this.#engine.rows = Int32Array.from(this.#steps[this.index - 1]?.rows ?? [])
    if (count > 0) this.#stop = undefined
    this.#watchers.changed()
    return this
  }

  /** Changes the learning rate from the next step on. */
  set(options: { lr: number }): this {
    checkOptions('`set` on a network', options, ['lr'])
    this.optimizer.check(options)
    this.#engine.options = { ...this.#engine.options, ...options }
    this.#history?.change(this.index, this.#engine.options)
    this.#watchers.changed()
    return this
  }

  /** Goes to the start and forgets everything after it. */
  reset(): this {
    this.#engine.restore(this.#start)
    this.#history?.forget(this.#start)
    this.#steps = []
    this.#stop = undefined
    this.#watchers.changed()
    return this
  }

  /**
   * A second descent from this point, on another model of the same layers, which takes over these weights.
   * @param model e.g. `models.mlp` with the same options
   */
  fork(model: tf.LayersModel): NetworkDescent {
    if (model === this.objective.model)
      throw new GradlabError(
        'Expected another model of the same layers, found this one: two descents cannot share weights.',
      )
    const fork = new NetworkDescent(
      { ...this.objective, model },
      this.optimizer,
      this.seed,
      this.#history !== undefined,
    )
    fork.#engine.restore(this.#engine.save())
    fork.#history?.change(fork.index, fork.#engine.options)
    return fork.#from(this)
  }

  /** The past of a fork begins where it forked. */
  #from(other: NetworkDescent): this {
    this.#steps = other.#steps.slice(0, other.index)
    this.#history?.replace(this.#engine.save(), [])
    return this
  }

  /** Keeps one output up to date while later cells step. */
  watch(): Watch {
    return this.#watchers.open()
  }

  /** Frees the optimizer's tensors; the model stays usable. */
  dispose(): void {
    this.#engine.net.dispose()
  }

  toString(): string {
    return describeNetworkDescent(this)
  }

  [displaySymbol](): MimeBundle {
    return showNetworkDescent(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  #requireHistory(what: string): History<NetworkEngineState> {
    if (this.#history) return this.#history
    throw new GradlabError(`${what} needs the past, and this descent was started with \`history: false\`.`)
  }
}

function layerStep(before: LayerValues, gradient: LayerValues, after: LayerValues): LayerStep {
  const { name, layer, shape } = before
  const weightNorm = normOf(before.values)
  const updateNorm = normOf(before.values, after.values)
  const gradientNorm = normOf(gradient.values)
  return { name, layer, shape, gradientNorm, weightNorm, updateNorm, updateRatio: updateNorm / weightNorm }
}

/** √Σ a², or √Σ (a − b)². */
function normOf(a: Float32Array, b?: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const value = b ? a[i]! - b[i]! : a[i]!
    sum += value * value
  }
  return Math.sqrt(sum)
}

function wholeNumber(what: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw expected(`${what} to be a whole number ≥ 0`, value)
}
