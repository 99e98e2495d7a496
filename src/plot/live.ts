/** A figure that grows while a cell runs: one display, few updates, a good final picture. */
import { type Displayable, type DisplayHandle, displaySymbol, kernel, type MimeBundle, show } from '../display.ts'
import { checkOptions, expected } from '../errors.ts'
import type { LiveView } from '../view.ts'
import { type Figure, plotlyMime } from './figure.ts'
import { history } from './history.ts'
import { line } from './line.ts'
import { largestTriangles } from './thin.ts'

/** Milliseconds between two updates, at least. */
const pause = 100
/** Drawing takes at most this share of the time between updates. */
const share = 0.03

/**
 * Draws values as they come. `update` is cheap: it draws at most ten times a second, and less often where making the figure takes
 * long, so that it costs at most 3 % of the running time. `finish` always draws, with the static picture that a saved notebook keeps.
 */
export class Live<T> implements LiveView {
  readonly #draw: (value: T) => Figure
  #handle: DisplayHandle | undefined
  #next = Number.NEGATIVE_INFINITY
  #last: T | undefined
  #given = false
  #finished = false
  #signal: AbortSignal | undefined
  /** How often it has drawn so far. */
  drawn = 0

  /** @param draw the figure of a value */
  constructor(draw: (value: T) => Figure) {
    this.#draw = draw
    this.#watch()
  }

  /** Stop ends a loop without asking: what it saw last is drawn all the same, also where a later cell goes on with the view. */
  #watch(): void {
    const signal = kernel.jupyter?.signal
    if (!signal || signal === this.#signal) return
    this.#signal = signal
    signal.addEventListener('abort', () => void (signal === this.#signal && this.finish()), { once: true })
  }

  /** Notes a value, and draws it if it is time to. */
  update(value: T): void {
    this.#last = value
    this.#given = true
    if (this.#finished || !kernel.display) return
    const now = performance.now()
    if (now < this.#next) return
    this.#watch()
    const figure = this.#draw(value)
    // Only Plotly's JSON: no static picture is drawn for a state that lasts a tenth of a second.
    this.#put({ [plotlyMime]: figure.toJSON(), 'text/plain': figure.description })
    this.drawn++
    const took = performance.now() - now
    this.#next = now + Math.max(pause, took / share)
  }

  /** Draws the last state, static picture included. */
  async finish(value: T | undefined = this.#last): Promise<void> {
    if (this.#finished || (value === undefined && !this.#given)) return
    this.#finished = true
    if (!kernel.display) return
    const figure = this.#draw(value as T)
    const quick = { [plotlyMime]: figure.toJSON(), 'text/plain': figure.description }
    this.#put(quick) // at once, in case the notebook is saved before the picture is drawn
    const drawn = figure[displaySymbol]().catch(() => quick)
    // Given as what is still being made: the kernel then does not call the cell ended before it is there, nor after Stop.
    this.#put({ [displaySymbol]: () => drawn })
    await drawn
    this.drawn++
  }

  #put(shown: MimeBundle | Displayable): void {
    const raw = !(displaySymbol in shown)
    if (this.#handle) this.#handle.update(shown, { raw })
    else this.#handle = show(shown, { raw })
  }
}

/** Curves that grow: `update({ loss: 0.3, accuracy: 0.9 })` adds a point to each. */
export class LiveLines implements LiveView {
  readonly #curves: Record<string, number[]> = {}
  readonly #live: Live<Record<string, number[]>>

  constructor(options: { title?: string; x?: string; y?: string; log?: 'x' | 'y' | 'xy' }) {
    this.#live = new Live((curves) => line(thin(curves), { x: 'step', ...options }))
  }

  /** Adds a number to each named curve. */
  update(point: Record<string, number> | number): void {
    if (typeof point !== 'number' && (typeof point !== 'object' || point === null))
      throw expected('a number, or an object of named numbers', point, 'E.g. view.update({ loss: 0.3 }).')
    for (const [name, value] of Object.entries(typeof point === 'number' ? { loss: point } : point)) {
      if (typeof value !== 'number') throw expected(`\`${name}\` to be a number`, value)
      const curve = (this.#curves[name] ??= [])
      curve.push(value)
    }
    this.#live.update(this.#curves)
  }

  /** Draws the last state. @param point a last number for each curve */
  async finish(point?: Record<string, number> | number): Promise<void> {
    if (point !== undefined) this.update(point)
    await this.#live.finish(this.#curves)
  }
}

/** Points kept for a live curve: what a screen can show. */
const most = 600

/** Fewer points of curves that grew long, their peaks kept. */
function thin(curves: Record<string, number[]>): Record<string, { x: number[]; y: number[] }> {
  return Object.fromEntries(
    Object.entries(curves).map(([name, y]) => {
      const x = largestTriangles(
        y.map((_, i) => i),
        y,
        most,
      )
      return [name, { x, y: x.map((i) => y[i]!) }]
    }),
  )
}

/**
 * Opens a figure that grows while a loop runs.
 * @param draw how to draw a value: then `update(value)` shows it. Without, `update({ name: number })` adds points to curves.
 * @example
 * const view = plot.live({ y: 'loss', log: 'y' })
 * for (…) view.update({ loss })
 * await view.finish()
 */
export function live<T>(draw: (value: T) => Figure): Live<T>
export function live(options?: { title?: string; x?: string; y?: string; log?: 'x' | 'y' | 'xy' }): LiveLines
export function live(how: any = {}): any {
  if (typeof how === 'function') return new Live(how)
  if (typeof how !== 'object' || how === null) throw expected('options, or a function that draws a figure', how)
  checkOptions('plot.live', how, ['title', 'x', 'y', 'log'])
  return new LiveLines(how)
}

/** The live view of a training's history: learning curves that grow by an epoch at a time. */
export const liveHistory = (title?: string): Live<object> => new Live((value) => history(value, title ? { title } : {}))
