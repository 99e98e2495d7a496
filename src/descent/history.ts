/**
 * The past of a descent in little memory: states at regular steps, thinned out as it grows; what lies between two of them
 * is computed again. A million steps keep at most 1024 states.
 */
import type { Options } from './optimizer.ts'

/** Options as they hold from the step after `index` on. */
export interface OptionChange {
  readonly index: number
  readonly options: Options
}

/** Numbers kept in all states together, so that many parameters mean fewer states. */
const budget = 2_000_000

/** What has a past: it can be stepped, and everything that a step changes can be taken out and put back. */
export interface Stepping<S> {
  readonly index: number
  options: Options
  step(): unknown
  save(): S
  restore(state: S): void
}

export class History<S extends { readonly index: number; readonly options: Options }> {
  /** Steps between two kept states: a power of two. */
  interval = 1
  #most: number
  #states: S[]
  /** Options as they were set, from the step after `index` on. In order. */
  #changes: OptionChange[] = []

  constructor(first: S, numbersInState: number) {
    this.#states = [first]
    this.#most = Math.max(16, Math.min(1024, Math.floor(budget / Math.max(1, numbersInState))))
  }

  /** States kept. */
  get size(): number {
    return this.#states.length
  }

  get states(): readonly S[] {
    return this.#states
  }

  /** The first index that can be gone back to. */
  get first(): number {
    return this.#states[0]!.index
  }

  /** Notes where the engine stands, if it is at a regular step that is not known yet. */
  note(engine: Stepping<S>): void {
    if (engine.index % this.interval !== 0 || engine.index <= this.#states.at(-1)!.index) return
    this.#states.push(engine.save())
    if (this.#states.length <= this.#most) return
    this.interval *= 2
    this.#states = this.#states.filter((state) => state.index % this.interval === 0)
  }

  /** The options that hold from the step after `index` on. */
  change(index: number, options: Options): void {
    this.#changes = [...this.#changes.filter((c) => c.index < index), { index, options }]
    this.#states = this.#states.filter((state) => state.index <= index)
    const last = this.#states.at(-1)!
    if (last.index === index) this.#states[this.#states.length - 1] = { ...last, options }
  }

  /** Forgets everything after the start. */
  forget(start: S): void {
    this.replace(start, [])
  }

  /** Takes over another past: its start, and the options set since. */
  replace(start: S, changes: readonly OptionChange[]): void {
    this.interval = 1
    this.#states = [start]
    this.#changes = changes.slice()
  }

  /** The options set so far, in order. */
  get changes(): readonly OptionChange[] {
    return this.#changes
  }

  /** Sets the options that were set at this step the last time, if any were: a step made again is the same step. */
  replayChange(engine: Stepping<S>): void {
    for (const change of this.#changes) if (change.index === engine.index) engine.options = change.options
  }

  /** The last index at which options were set. */
  get lastChange(): number {
    return this.#changes.at(-1)?.index ?? -1
  }

  /** Brings an engine to a step of the past: the state before it, then the steps between again. */
  goTo(engine: Stepping<S>, index: number): void {
    let state = this.#states[0]!
    for (const other of this.#states) if (other.index <= index) state = other
    engine.restore(state)
    this.replayChange(engine)
    while (engine.index < index) {
      engine.step()
      this.replayChange(engine)
    }
  }

  /** The states of the steps `from` … `to`, if every one of them is kept. */
  between(from: number, to: number): readonly S[] | undefined {
    if (this.interval !== 1 || this.first !== 0) return undefined
    // As long as each is kept, the one of step i is the i-th.
    return to >= 0 && this.#states[to]?.index === to ? this.#states.slice(from, to + 1) : undefined
  }

  /** A copy that grows on its own; the states themselves never change and are shared. */
  copy(): History<S> {
    const copy = new History<S>(this.#states[0]!, 1)
    copy.interval = this.interval
    copy.#most = this.#most
    copy.#states = this.#states.slice()
    copy.#changes = this.#changes.slice()
    return copy
  }
}
