/** A function that runs again whenever one of its controls is moved. */
import {
  type Displayable,
  type DisplayHandle,
  displaySymbol,
  escapeHtml,
  kernel,
  type MimeBundle,
  show,
} from '../display.ts'
import { expected } from '../errors.ts'
import { type Box, box } from './boxes.ts'
import { Widget } from './widget.ts'

type Controls = Readonly<Record<string, Widget<any>>>
/** The value of each control, by name. */
export type Values<C extends Controls> = { readonly [K in keyof C]: C[K] extends Widget<infer T> ? T : never }

/** Milliseconds between two runs, so that a fast hand does not pile them up. */
const pause = 25

/** Milliseconds without a change, after which the interactive figure takes the place of its picture. */
const rest = 300

/** JupyterLab's renderer of this draws an output once and ignores its updates. */
const drawnOnce = 'application/vnd.plotly.v1+json'

/** Controls, a function of them, and one output with what it returned last. */
export class Interaction<C extends Controls, R> implements Displayable {
  readonly controls: C
  readonly box: Box
  /** What the function returned last. */
  result: Awaited<R> | undefined
  /** What it threw last; undefined after a run that went well. */
  error: unknown
  readonly #run: (values: Values<C>) => R
  readonly #ends: (() => void)[]
  #handle: DisplayHandle | undefined
  #shownIn: number | undefined
  #latest = 0
  #lastRun = 0
  #timer: NodeJS.Timeout | undefined
  #resting: NodeJS.Timeout | undefined
  #drawn = 0
  #settled: Promise<void>

  constructor(controls: C, run: (values: Values<C>) => R) {
    this.controls = controls
    this.#run = run
    for (const [name, control] of Object.entries(controls)) if (!control.description) control.description = name
    this.box = box(Object.values(controls))
    this.#ends = Object.values(controls).map((control) => control.observe(() => this.#changed()))
    if (kernel.display) {
      show(this.box)
      this.#shownIn = kernel.jupyter?.cell.executionCount
    }
    this.#settled = this.#now()
  }

  /** The values of the controls. */
  get values(): Values<C> {
    return Object.fromEntries(
      Object.entries(this.controls).map(([name, control]) => [name, control.value]),
    ) as Values<C>
  }

  /** Resolves when the function has run for the last change. */
  async settled(): Promise<void> {
    for (let waited: Promise<void> | undefined; waited !== this.#settled; ) {
      waited = this.#settled
      await waited
    }
  }

  /** Lets the output rest: the controls move, the function runs no more. */
  stop(): void {
    for (const end of this.#ends) end()
    clearTimeout(this.#timer)
  }

  /** A new figure in the place of one: its picture at once, and when the hand rests, the figure itself, drawn afresh. */
  async #redraw(value: Displayable, run: number): Promise<void> {
    const bundle = await value[displaySymbol]()
    if (run < this.#drawn) return
    this.#drawn = run
    clearTimeout(this.#resting)
    const { [drawnOnce]: figure, ...still } = bundle
    this.#handle!.update(still, { raw: true })
    if (figure && 'text/html' in still) {
      this.#resting = setTimeout(() => this.#handle!.update(bundle, { raw: true }), rest)
    }
  }

  #changed(): void {
    if (this.#timer) return
    const wait = Math.max(0, this.#lastRun + pause - performance.now())
    this.#settled = new Promise((resolve) => {
      this.#timer = setTimeout(() => {
        this.#timer = undefined
        resolve(this.#now())
      }, wait)
    })
  }

  /** Runs the function; what it returns replaces the last output, unless a later run has begun. */
  async #now(): Promise<void> {
    const run = ++this.#latest
    let shown: unknown
    try {
      const made = this.#run(this.values)
      const result = made instanceof Promise ? await made : made
      if (run !== this.#latest) return
      this.result = result as Awaited<R>
      this.error = undefined
      shown = result
    } catch (error) {
      if (run !== this.#latest) return
      this.error = error
      shown = errorBundle(error)
    }
    this.#lastRun = performance.now()
    await this.#show(shown, run)
  }

  async #show(value: unknown, run: number): Promise<void> {
    const shown = value === undefined ? { 'text/plain': '' } : value
    if (!this.#handle) this.#handle = show(shown)
    else if (isDisplayable(shown)) await this.#redraw(shown, run)
    else this.#handle.update(shown)
  }

  toString(): string {
    return this.box.toString()
  }

  /** In the cell that made it everything is shown already; elsewhere the controls once more. */
  [displaySymbol](): MimeBundle {
    const here = this.#shownIn !== undefined && this.#shownIn === kernel.jupyter?.cell.executionCount
    return here ? { 'text/plain': this.toString(), 'text/html': '<span></span>' } : this.box[displaySymbol]()
  }
}

/**
 * Shows controls, and below them what a function of their values returns; runs it again at each change. One output, always
 * of the latest values.
 *
 * @param controls name → widget
 * @param run what to show for these values; may be async. What it returns shows itself
 * @example
 * widgets.interact({ lr: widgets.slider({ min: 1e-4, max: 1, log: true }) }, ({ lr }) =>
 *   descent.start(descent.rosenbrock, { optimizer: descent.adam({ lr }) }).step(100))
 */
export function interact<C extends Controls, R>(controls: C, run: (values: Values<C>) => R): Interaction<C, R> {
  const all = controls && typeof controls === 'object' ? Object.entries(controls) : []
  const other = all.find(([, control]) => !(control instanceof Widget))
  if (!all.length || other) {
    throw expected('widgets by name, such as { lr: widgets.slider({ min: 0, max: 1 }) }', other ? other[1] : controls)
  }
  if (typeof run !== 'function') throw expected('a function of the values', run)
  return new Interaction(controls, run)
}

function isDisplayable(value: unknown): value is Displayable {
  return typeof (value as Displayable | null | undefined)?.[displaySymbol] === 'function'
}

function errorBundle(error: unknown): MimeBundle {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return {
    'text/plain': text,
    'text/html': `<div style="border-left:4px solid #D55E00;padding:.4em .8em">${escapeHtml(text)}</div>`,
  }
}
