/** A button, a player that counts, and a bar that shows how far something is. */
import { escapeHtml } from '../display.ts'
import { checkName, checkOptions, expected } from '../errors.ts'
import { checkRange, checkStep, isWithin } from './limits.ts'
import { layoutOf } from './slider.ts'
import { type LayoutOptions, Widget } from './widget.ts'

export interface ButtonOptions extends LayoutOptions {
  description?: string
  /** Its colour. @default '' */
  kind?: '' | 'primary' | 'success' | 'info' | 'warning' | 'danger'
}

const kinds = ['', 'primary', 'success', 'info', 'warning', 'danger']

/** A button; its value counts the presses. */
export class Button extends Widget<number> {
  constructor(options: ButtonOptions = {}) {
    checkOptions('`button`', options, ['description', 'kind', 'width', 'height'])
    checkName('button kind', options.kind ?? '', kinds)
    const state = {
      description: options.description ?? 'Press',
      button_style: options.kind ?? '',
      disabled: false,
      tooltip: null,
    }
    super({ model: 'ButtonModel', view: 'ButtonView' }, '', 0, state, 'ButtonStyleModel', layoutOf(options))
    this.model.onCustom = (content) => {
      if (content?.event === 'click') this.press()
    }
  }

  /** Presses it, as the reader does. */
  press(): void {
    this.value = this.value + 1
  }

  /** Calls `handler` at each press. @returns a function that ends it */
  onPress(handler: () => void): () => void {
    return this.observe(() => handler())
  }

  protected check(value: number): void {
    if (!Number.isSafeInteger(value)) throw expected('a whole number of presses', value)
  }

  override toString(): string {
    return `[${this.description}]`
  }
}

/** A button. @example widgets.button({ description: 'Step' }).onPress(() => d.step()) */
export function button(options?: ButtonOptions): Button {
  return new Button(options)
}

export interface PlayOptions extends LayoutOptions {
  /** @default 0 */
  min?: number
  /** @default 100 */
  max?: number
  /** @default min */
  value?: number
  /** @default 1 */
  step?: number
  /** Milliseconds between two values. @default 100 */
  interval?: number
  /** Begins again at the end. @default false */
  repeat?: boolean
}

/** A player: counts from min to max while it runs. */
export class Play extends Widget<number> {
  readonly min: number
  readonly max: number

  constructor(options: PlayOptions = {}) {
    checkOptions('`play`', options, ['min', 'max', 'value', 'step', 'interval', 'repeat', 'width', 'height'])
    const { min = 0, max = 100, value = min, step = 1, interval = 100, repeat = false } = options
    checkRange(min, max)
    checkStep(step)
    if (!(Number.isFinite(interval) && interval > 0))
      throw expected('`interval` to be a number of milliseconds > 0', interval)
    const state = { min, max, step, interval, repeat, playing: false, show_repeat: true, disabled: false }
    super({ model: 'PlayModel', view: 'PlayView' }, 'value', value, state, 'DescriptionStyleModel', layoutOf(options))
    this.min = min
    this.max = max
    this.check(value)
  }

  protected check(value: number): void {
    if (!isWithin(value, this.min, this.max)) throw expected(`a value from ${this.min} to ${this.max}`, value)
  }

  protected override valueText(): string {
    return `▶ ${this.value}`
  }
}

/** A player that counts: play, pause, stop. */
export function play(options?: PlayOptions): Play {
  return new Play(options)
}

export interface ProgressOptions extends LayoutOptions {
  /** @default 0 */
  min?: number
  /** @default 1 */
  max?: number
  /** Below min the bar is empty, above max it is full. @default min */
  value?: number
  description?: string
}

/** A bar that shows how far something is. */
export class Progress extends Widget<number> {
  readonly min: number
  readonly max: number

  constructor(options: ProgressOptions = {}) {
    checkOptions('`progress`', options, ['min', 'max', 'value', 'description', 'width', 'height'])
    const { min = 0, max = 1, value = min, description = '' } = options
    checkRange(min, max)
    const state = { min, max, description, bar_style: '', orientation: 'horizontal' }
    super(
      { model: 'FloatProgressModel', view: 'ProgressView' },
      'value',
      value,
      state,
      'ProgressStyleModel',
      layoutOf(options),
    )
    this.min = min
    this.max = max
    this.check(value)
  }

  protected check(value: number): void {
    if (!Number.isFinite(value)) throw expected('a number', value)
  }

  protected override valueText(): string {
    return `${this.#percent} %`
  }

  override staticHtml(): string {
    const part = this.#percent
    return `<div>${escapeHtml(this.description)} <progress max="100" value="${part}"></progress> ${part} %</div>`
  }

  get #percent(): number {
    const share = (this.value - this.min) / (this.max - this.min)
    return Math.round(100 * Math.max(0, Math.min(1, share)))
  }
}

/** A progress bar; set its `value`. */
export function progress(options?: ProgressOptions): Progress {
  return new Progress(options)
}
