/** The stepper on a network: one batch, one update, every layer looked at, and back. */
import { type Displayable, displaySymbol, type MimeBundle } from '../display.ts'
import { expected, GradlabError } from '../errors.ts'
import type { LayerValues } from '../network-step.ts'
import { tf } from '../tf.ts'
import { adviceFor } from './advice.ts'
import { type AnimateOptions, play } from './animate.ts'
import type { Stop } from './engine.ts'
import { History } from './history.ts'
import { readRun, requireCount, requireOptions } from './inputs.ts'
import { layerStep, type NetworkDescentStep } from './layer-step.ts'
import type { ReadNetwork } from './network-data.ts'
import { NetworkEngine, type NetworkEngineState, type NetworkObjective } from './network-engine.ts'
import { readSavedNetwork, type SavedNetwork, writeSavedNetwork } from './network-saved.ts'
import {
  describeNetworkDescent,
  type NetworkView,
  networkFilm,
  networkStepHeads,
  networkStepRow,
  showNetworkDescent,
} from './network-show.ts'
import type { Optimizer, Options } from './optimizer.ts'
import { showAsTable } from './table.ts'
import { twinOf } from './twin.ts'
import { type Watch, Watchers } from './watch.ts'

export interface NetworkRunOptions {
  until?: (step: NetworkDescentStep) => boolean
  maxSteps?: number
}

/** A descent on a network; made by `descent.start({ model, data, loss, batchSize }, { optimizer })`. */
export class NetworkDescent implements Displayable, NetworkView {
  readonly objective: NetworkObjective
  readonly #engine: NetworkEngine
  /** Tensors made of the arrays that were given. */
  readonly #made: readonly tf.Tensor[]
  #start: NetworkEngineState
  #history: History<NetworkEngineState> | undefined
  readonly #watchers = new Watchers(() => this)
  #steps: NetworkDescentStep[] = []
  #stop: Stop | undefined
  /** The index at which a step was begun that has not ended. */
  #begun: number | undefined

  constructor({ objective, made }: ReadNetwork, optimizer: Optimizer, seed: number, keepHistory: boolean) {
    this.objective = objective
    this.#made = made
    try {
      this.#engine = new NetworkEngine(objective, optimizer, seed)
    } catch (error) {
      tf.dispose(made)
      throw error
    }
    this.#start = this.#engine.save()
    const { weights, optimizer: memory } = this.#start.network
    const numbers = [...weights, ...memory].reduce((sum, values) => sum + values.length, 0)
    this.#history = keepHistory ? new History(this.#start, numbers) : undefined
  }

  /** How many updates lie behind. */
  get index(): number {
    return this.#sound.index
  }

  get optimizer(): Optimizer {
    return this.#sound.optimizer
  }

  get options(): Readonly<Options> {
    return { ...this.#sound.options }
  }

  get seed(): number {
    return this.#sound.batches.seed
  }

  /** Every step so far, the first at [0]; none with `history: false`. */
  get steps(): readonly NetworkDescentStep[] {
    const steps = this.#steps.slice(0, this.index)
    return showAsTable(steps, networkStepHeads(steps), networkStepRow)
  }

  /** The loss on the last batch: after its update, or before it with `history: false`. NaN before the first step. */
  get loss(): number {
    return this.#steps[this.index - 1]?.loss ?? this.#sound.lossBefore
  }

  /** The loss before each update, each on its own batch: the curve that training shows. */
  get losses(): readonly number[] {
    return this.steps.map((step) => step.lossBefore)
  }

  /** The weights here, in the order of `steps[…].layers`. */
  get weights(): readonly LayerValues[] {
    return this.#sound.net.weights()
  }

  /** The rows of the last batch; before the first step, of the one to come. */
  get batch(): readonly number[] {
    return Array.from(this.index ? this.#sound.rows : this.#sound.nextRows())
  }

  get stopped(): (Stop & { readonly advice: string }) | undefined {
    const stop = this.#stop
    return stop && { ...stop, advice: adviceFor(stop, this.#sound.lr, 'the network') }
  }

  /** Makes updates, each on the next batch; does nothing any more once stopped. @param count @default 1 */
  step(count = 1): this {
    requireCount('the number of steps', count)
    try {
      for (let i = 0; i < count && !this.#stop; i++) this.#advance()
    } finally {
      this.#watchers.changed()
    }
    return this
  }

  /** Makes updates until a condition holds, or the most steps are made. @default maxSteps = 10000 */
  run(options: NetworkRunOptions = {}): this {
    const { until, maxSteps } = readRun(options, '(s) => s.loss < 0.1')
    if (until) this.#requireHistory('`until`')
    const done = () => this.index > 0 && until?.(this.#steps[this.index - 1]!)
    try {
      for (let i = 0; i < maxSteps && !this.#stop && !done(); i++) this.#advance()
    } finally {
      this.#watchers.changed()
    }
    return this
  }

  #advance(): void {
    const engine = this.#sound
    const history = this.#history
    if (!history) {
      this.#stop = engine.step()
      return
    }
    this.#begun = engine.index
    const rows = engine.nextRows()
    const { net } = engine
    const gradients = net.gradients(rows)
    const before = net.weights()
    const stop = engine.step()
    const after = net.weights()
    const { loss } = net.lossOn(rows)
    // A loss that has only grown after this update is for the next batch to judge; one that is no number says more.
    const lost = !Number.isFinite(loss) && (!stop || stop.reason === 'diverged')
    this.#stop = lost ? engine.stopAt(loss) : stop
    const { index, epoch, lossBefore, gradientNorm, metrics, learningRate } = engine
    const layers = before.map((weight, i) => layerStep(weight, gradients[i]!, after[i]!))
    this.#steps.length = index - 1
    this.#steps.push({
      index,
      epoch,
      rows: Array.from(rows),
      lossBefore,
      loss,
      gradientNorm,
      learningRate,
      metrics,
      layers,
    })
    history.replayChange(engine)
    history.note(engine)
    this.#begun = undefined
  }

  /** The engine; where an error or Stop ended a step half-way, as it was before: that step has not been made. */
  get #sound(): NetworkEngine {
    if (this.#begun !== undefined) this.#history?.goTo(this.#engine, this.#begun)
    this.#begun = undefined
    return this.#engine
  }

  /** Goes back: weights, optimizer state, options and batch order as they were. @param count @default 1 */
  back(count = 1): this {
    const history = this.#requireHistory('`back`')
    requireCount('the number of steps', count)
    const most = this.index - history.first
    if (count > most) throw expected(`to go back at most ${most} steps`, count, 'reset() goes to the start.')
    history.goTo(this.#sound, this.index - count)
    if (count > 0) this.#stop = undefined
    this.#watchers.changed()
    return this
  }

  /** Changes the learning rate from the next step on. */
  set(options: { lr: number }): this {
    requireOptions('`set` on a network', options, ['lr'], '{ lr: 0.01 }')
    this.optimizer.check(options)
    this.#sound.options = { ...this.#sound.options, ...options }
    this.#history?.change(this.index, this.#sound.options)
    this.#watchers.changed()
    return this
  }

  /** Goes to the start and forgets everything after it. */
  reset(): this {
    this.#sound.restore(this.#start)
    this.#history?.forget(this.#start)
    this.#steps = []
    this.#stop = undefined
    this.#watchers.changed()
    return this
  }

  /**
   * A second descent from this point, with the same past: race two settings from it. It takes over these weights into a
   * model of its own, `fork.objective.model`.
   * @param model another model of the same layers. @default one made from this one's configuration
   */
  fork(model: tf.LayersModel = twinOf(this.objective.model)): NetworkDescent {
    if (model === this.objective.model)
      throw new GradlabError(
        'Expected another model of the same layers, found this one: two descents cannot share weights.',
      )
    // Either of the two may be disposed of first.
    const own = (tensor: tf.Tensor) => (this.#made.includes(tensor) ? tf.keep(tensor.clone()) : tensor)
    const { data } = this.objective
    const [x, y] = [own(data.x), own(data.y)]
    const objective = { ...this.objective, model, data: x === data.x && y === data.y ? data : { ...data, x, y } }
    const made = [x, y].filter((tensor) => tensor !== data.x && tensor !== data.y)
    const fork = new NetworkDescent({ objective, made }, this.optimizer, this.seed, false)
    fork.#engine.restore(this.#sound.save())
    fork.#start = this.#start
    fork.#history = this.#history?.copy()
    fork.#steps = this.#steps.slice(0, this.index)
    fork.#stop = this.#stop
    return fork
  }

  /**
   * Everything needed to go on later, as plain data; with a path, written there as JSON too. The weights are in it, the model's
   * layers and the data are not: start on the same ones, then `load`.
   * @example d.save('run.json'); descent.start({ model, data, loss, batchSize }, { optimizer, seed }).load('run.json')
   */
  save(path?: string): SavedNetwork {
    const past = { start: this.#start, changes: this.#history?.changes ?? [], steps: this.steps, stop: this.#stop }
    return writeSavedNetwork(this.#sound, past, path)
  }

  /** Takes over what `save` gave, from an object or a file: weights, optimizer, batches, steps. Layers, optimizer, batch size and seed must be the same. */
  load(saved: SavedNetwork | string): this {
    const { start, now, changes, steps, stop } = readSavedNetwork(saved, this.#sound)
    this.#sound.restore(now)
    this.#start = start
    this.#stop = stop
    this.#steps = steps.slice()
    this.#history?.replace(start, changes)
    this.#history?.note(this.#sound)
    this.#watchers.changed()
    return this
  }

  /** Plays the steps from the first to here in one output; no weight moves. @default frames = 24, seconds = 4 */
  animate(options?: AnimateOptions): Promise<void> {
    this.#requireHistory('`animate`')
    return play(this.index, (index) => networkFilm(this, index), options)
  }

  /** Keeps one output up to date while later cells step. */
  watch(): Watch {
    return this.#watchers.open()
  }

  /** Frees the optimizer's tensors, and those made of arrays; the model stays usable, and so do tensors that were given. */
  dispose(): void {
    this.#sound.net.dispose()
    tf.dispose(this.#made as tf.Tensor[])
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
