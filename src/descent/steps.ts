/** The steps of a descent as an array; a long one computes its steps again when they are looked at. */
import type { Engine, EngineState } from './engine.ts'
import type { History } from './history.ts'
import { recordStep, type Step, stepOf } from './step.ts'
import { stepHeads, stepRow } from './step-row.ts'
import { showAsTable } from './table.ts'

/** Longer descents than this keep no records of their steps. */
const mostKept = 20_000
const blockSize = 1024

export class Steps {
  readonly #history: History<EngineState>
  readonly #spare: Engine
  #kept: Step[] = []
  #shown: readonly Step[] | undefined

  /** @param spare an engine of its own to compute with */
  constructor(history: History<EngineState>, spare: Engine) {
    this.#history = history
    this.#spare = spare
  }

  /** Forgets the steps after `index`: they have been changed. */
  forgetAfter(index: number): void {
    this.#kept.length = Math.min(this.#kept.length, index)
    this.#shown = undefined
  }

  /** Steps 1 … count; the same array until something changes. */
  upTo(count: number): readonly Step[] {
    if (this.#shown?.length === count) return this.#shown
    if (count > mostKept) return (this.#shown = showAsTable(this.#lazy(count), stepHeads, stepRow))
    if (this.#kept.length < count) this.#kept.push(...this.between(this.#kept.length, count))
    return (this.#shown = showAsTable(this.#kept.slice(0, count), stepHeads, stepRow))
  }

  /** The steps after `from` up to and with `to`: as they were noted, where all of them were, else computed. */
  between(from: number, to: number): Step[] {
    if (to <= this.#kept.length) return this.#kept.slice(from, to)
    const noted = this.#history.between(from, to)
    if (noted) return noted.slice(1).map((state, i) => stepOf(state, noted[i]!.parameters))
    const engine = this.#spare
    this.#history.goTo(engine, from)
    const steps: Step[] = []
    while (engine.index < to) {
      const before = engine.x.slice()
      engine.step()
      steps.push(recordStep(engine, before))
      this.#history.replayChange(engine)
    }
    return steps
  }

  /** An array that computes blocks of steps as they are read. */
  #lazy(count: number): readonly Step[] {
    const blocks = new Map<number, Step[]>()
    const read = (i: number): Step | undefined => {
      if (i >= count) return undefined
      const block = Math.floor(i / blockSize)
      let steps = blocks.get(block)
      if (!steps) {
        if (blocks.size >= 16) blocks.delete(blocks.keys().next().value!)
        steps = this.between(block * blockSize, Math.min(count, (block + 1) * blockSize))
        blocks.set(block, steps)
      }
      return steps[i % blockSize]
    }
    const target: Step[] = []
    target.length = count
    return new Proxy(target, {
      get: (array, key) => (typeof key === 'string' && /^\d+$/.test(key) ? read(Number(key)) : Reflect.get(array, key)),
      has: (array, key) =>
        typeof key === 'string' && /^\d+$/.test(key) ? Number(key) < count : Reflect.has(array, key),
    })
  }
}
