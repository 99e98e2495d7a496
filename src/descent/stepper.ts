/** The stepper: one update at a time, and back. */
import { type Displayable, displaySymbol, type MimeBundle } from '../display.ts'
import { expected, GradlabError } from '../errors.ts'
import { adviceFor } from './advice.ts'
import { type AnimateOptions, animate } from './animate.ts'
import type { Engine, EngineState, Stop } from './engine.ts'
import type { History } from './history.ts'
import { readRun, requireCount } from './inputs.ts'
import type { Objective } from './objective.ts'
import type { Optimizer, Options } from './optimizer.ts'
import { pathOf } from './path.ts'
import { readSaved, type Saved, writeSaved } from './saved.ts'
import { describeDescent, showDescent } from './show.ts'
import { LiveStep, recordStep, type Step } from './step.ts'
import { Steps } from './steps.ts'
import { type Watch, Watchers } from './watch.ts'

/** Where a descent comes from. */
export interface Past {
  readonly start: EngineState
  readonly history?: History<EngineState> | undefined
  readonly stop?: Stop | undefined
}

export interface RunOptions {
  /** Ends the run when true: asked before each step. */
  until?: (step: Step) => boolean
  /** The most steps made. @default 10000 */
  maxSteps?: number
}

/**
 * A descent that stands at one point of its objective. `step` goes on, `back` goes back, `set` changes the learning rate;
 * stepping again after `back` gives the same numbers to the last bit. Shows itself: picture, formula, last steps.
 * Made by `descent.start`.
 */
export class Descent implements Displayable {
  readonly objective: Objective
  readonly #engine: Engine
  readonly #history: History<EngineState> | undefined
  readonly #steps: Steps | undefined
  readonly #watchers = new Watchers(() => this)
  #start: EngineState
  #stop: Stop | undefined
  /** Where it stood before a step that did not end, while that is being mended. */
  #unmended: number | undefined

  /** @param past where it started, and its history where one is kept; for `descent.start` and `fork` */
  constructor(engine: Engine, past: Past) {
    this.objective = engine.objective
    this.#engine = engine
    this.#start = past.start
    this.#history = past.history
    this.#steps = past.history && new Steps(past.history, engine.copy())
    this.#stop = past.stop
  }

  /** How many updates lie behind. */
  get index(): number {
    return this.#sound.index
  }

  /** The parameters here. */
  get parameters(): readonly number[] {
    return this.#sound.x.slice()
  }

  /** The loss here; on the last batch, where there are batches. */
  get loss(): number {
    return this.#sound.loss
  }

  /** The gradient of the whole objective here: what the next step of batch descent will go against. */
  get gradient(): readonly number[] {
    return this.objective.gradient(this.#sound.x).slice()
  }

  /** The optimizer, with the options it was made with; `options` are those in force. */
  get optimizer(): Optimizer {
    return this.#sound.optimizer
  }

  /** The optimizer's options in force, e.g. `{ lr: 0.1, momentum: 0.9 }`. */
  get options(): Readonly<Options> {
    return { ...this.#sound.options }
  }

  /** The options with which a step was made: `set` may have changed them since. */
  optionsOf(step: Pick<Step, 'index'>): Readonly<Options> {
    const changes = this.#history?.changes.filter((change) => change.index < step.index)
    return { ...(changes?.at(-1)?.options ?? this.#start.options) }
  }

  /** Why and where it stopped by itself, with what to try; undefined while it goes well. */
  get stopped(): (Stop & { readonly advice: string }) | undefined {
    const stop = this.#stop
    return stop && { ...stop, advice: adviceFor(stop, Number(this.#sound.options.lr), this.objective.name) }
  }

  /** Every step so far, the first one at [0]. A very long descent computes them again as they are read. */
  get steps(): readonly Step[] {
    return this.#requireHistory('`steps`', this.#steps).upTo(this.index)
  }

  /** The last steps only, without computing the others. */
  lastSteps(count: number): readonly Step[] {
    requireCount('the number of steps', count)
    if (!this.#steps) return this.index ? [recordStep(this.#sound)] : []
    return this.#steps.between(Math.max(0, this.index - count), this.index)
  }

  /**
   * Makes updates. Does nothing more once the descent has stopped at NaN or divergence: see `stopped`.
   * @param count how many. @default 1
   */
  step(count = 1): this {
    requireCount('the number of steps', count)
    try {
      for (let i = 0; i < count && !this.#stop; i++) this.#advance()
    } finally {
      this.#watchers.changed()
    }
    return this
  }

  /**
   * Makes updates until a condition holds, or the most steps are made, or it stops by itself.
   * @example d.run({ until: (s) => s.gradientNorm < 1e-6, maxSteps: 5000 })
   */
  run(options: RunOptions = {}): this {
    const { until, maxSteps } = readRun(options, '(s) => s.gradientNorm < 1e-6')
    const now = new LiveStep(this.#sound)
    try {
      for (let i = 0; i < maxSteps && !this.#stop && !until?.(now); i++) this.#advance()
    } finally {
      this.#watchers.changed()
    }
    return this
  }

  #advance(): void {
    const engine = this.#sound
    const history = this.#history
    try {
      this.#stop = engine.step()
    } catch (error) {
      this.#mend()
      throw error
    }
    if (!history) return
    if (engine.index <= history.lastChange) history.replayChange(engine)
    if (engine.index % history.interval === 0) history.note(engine)
  }

  /**
   * Goes back: parameters, optimizer state, options and batch order are as they were.
   * @param count how many steps, at most `index`. @default 1
   */
  back(count = 1): this {
    const history = this.#requireHistory('`back`', this.#history)
    requireCount('the number of steps', count)
    if (count > this.index) {
      throw expected(
        `to go back at most ${this.index} steps, the number made so far`,
        count,
        'reset() goes to the start.',
      )
    }
    history.goTo(this.#sound, this.index - count)
    if (count > 0) this.#stop = undefined
    this.#watchers.changed()
    return this
  }

  /**
   * Changes options of the optimizer from the next step on. What had been stepped beyond this point, before `back`, is forgotten.
   * @example d.set({ lr: 0.05 })
   */
  set(options: Options): this {
    this.optimizer.check(options)
    const engine = this.#sound
    engine.options = { ...engine.options, ...options }
    this.#history?.change(engine.index, engine.options)
    this.#steps?.forgetAfter(engine.index)
    this.#watchers.changed()
    return this
  }

  /** Goes to the start and forgets everything after it, options set in between too. */
  reset(): this {
    this.#sound.restore(this.#start)
    this.#history?.forget(this.#start)
    this.#steps?.forgetAfter(0)
    this.#stop = undefined
    this.#watchers.changed()
    return this
  }

  /** A second descent from this very point, with the same past: race two settings from it. */
  fork(): Descent {
    return new Descent(this.#sound.copy(), { start: this.#start, history: this.#history?.copy(), stop: this.#stop })
  }

  /**
   * Everything needed to go on later, as plain data; with a path, written there as JSON too.
   * `d.load(saved)` or `descent.load(saved, …)` bring it back.
   */
  save(path?: string): Saved {
    return writeSaved(this.#sound, this.#start, this.#history?.changes ?? [], this.#stop, path)
  }

  /** Takes over what `save` gave, from an object or a file: the same objective and optimizer must be in use. */
  load(saved: Saved | string): this {
    const { start, now, changes, stop } = readSaved(saved, this.#sound)
    this.#sound.restore(now)
    this.#start = start
    this.#stop = stop
    this.#history?.replace(start, changes)
    this.#history?.note(this.#sound)
    this.#steps?.forgetAfter(0)
    this.#watchers.changed()
    return this
  }

  /**
   * The points of the path, start and present point with it: all of them, or about `most` at equal distances. Only these
   * two with `history: false`.
   * @param most @default 1000
   */
  path(most = 1000): { readonly index: number; readonly parameters: readonly number[]; readonly loss: number }[] {
    requireCount('the number of points', most)
    if (this.#history) return pathOf(this.#history, this.#sound, most)
    const { parameters, last } = this.#start
    const here = { index: this.index, parameters: this.parameters, loss: this.loss }
    return this.index ? [{ index: 0, parameters, loss: last.loss }, here] : [here]
  }

  /** The loss after each step, the start's first; at equal distances in a very long descent. @see path */
  get losses(): readonly number[] {
    return this.path().map((point) => point.loss)
  }

  /** Keeps one output of this descent up to date while later cells step it. `stop()` lets it rest. */
  watch(): Watch {
    return this.#watchers.open()
  }

  /** Plays the path from the start to here in one output. @default frames = 24, seconds = 4 */
  animate(options?: AnimateOptions): Promise<void> {
    this.#requireHistory('`animate`', this.#history)
    return animate(this, options)
  }

  toString(): string {
    return describeDescent(this)
  }

  [displaySymbol](): MimeBundle {
    return showDescent(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  /** The engine, mended where Stop ended a step half-way: no `catch` sees that. */
  get #sound(): Engine {
    if (this.#engine.torn || this.#unmended !== undefined) this.#mend()
    return this.#engine
  }

  /** A step that did not end has not been made. Without a past, parameters that have moved stay where they are. */
  #mend(): void {
    const engine = this.#engine
    engine.torn = false
    if (!this.#history) return
    this.#unmended ??= engine.index
    this.#history.goTo(engine, this.#unmended)
    this.#unmended = undefined
  }

  #requireHistory<T>(what: string, history: T | undefined): T {
    if (history) return history
    throw new GradlabError(`${what} needs the past, and this descent was started with \`history: false\`.`)
  }
}
