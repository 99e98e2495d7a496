import { escapeHtml } from '../display.ts'
import { checkOptions, expected } from '../errors.ts'
import { checkRange, checkStep, isWithin } from './limits.ts'
import { type LayoutOptions, type ModelNames, type State, Widget } from './widget.ts'

export interface SliderOptions extends LayoutOptions {
  min: number
  max: number
  /** @default the middle; on a log scale the middle of the exponents */
  value?: number
  /** @default 1 where min and max are whole numbers at least 10 apart, else a hundredth of the range */
  step?: number
  /** Equal steps of the exponent, for learning rates and penalties; min must be > 0. @default false */
  log?: boolean
  description?: string
  /** Tells of changes while it is dragged, not only at the end. @default true */
  continuous?: boolean
}

const known = ['min', 'max', 'value', 'step', 'description', 'continuous', 'width', 'height']

/** A number chosen with a slider. */
export class Slider extends Widget<number> {
  readonly min: number
  readonly max: number
  readonly log: boolean

  constructor(options: SliderOptions) {
    checkOptions('`slider`', options, [...known, 'log'])
    const { min, max, log = false } = options ?? {}
    checkRange(min, max)
    if (log && !(min > 0)) throw expected('`min` to be a number > 0 on a log scale', min)
    const { value = log ? Math.sqrt(min * max) : (min + max) / 2 } = options
    const wide = Number.isInteger(min) && Number.isInteger(max) && max - min >= 10
    const step = options.step ?? (log ? 0.01 : wide ? 1 : (max - min) / 100)
    checkStep(step)
    const whole = !log && Number.isInteger(step) && Number.isInteger(min)
    const start = whole && options.value === undefined ? Math.round(value) : value
    const { names, range } = kind(log, whole, min, max)
    super(
      names,
      'value',
      start,
      { ...range, step, ...commonState(options), readout_format: format(log, whole, step) },
      'SliderStyleModel',
      layoutOf(options),
    )
    this.min = min
    this.max = max
    this.log = log
    this.check(start)
  }

  protected check(value: number): void {
    if (!isWithin(value, this.min, this.max)) throw expected(`a value from ${this.min} to ${this.max}`, value)
  }

  override staticHtml(): string {
    const { min, max, log, value } = this
    const part = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)
    const dots = Math.round(20 * Math.max(0, Math.min(1, part)))
    const track = `${'━'.repeat(dots)}●${'─'.repeat(20 - dots)}`
    return `<div>${escapeHtml(this.description)} <span style="color:#0072B2">${track}</span> ${escapeHtml(this.valueText())}</div>`
  }

  protected override valueText(): string {
    return String(Number(this.value.toPrecision(6)))
  }
}

/**
 * A slider for one number.
 *
 * @example const lr = widgets.slider({ min: 1e-4, max: 1, log: true, description: 'lr' })
 */
export function slider(options: SliderOptions): Slider {
  return new Slider(options)
}

export interface RangeOptions extends LayoutOptions {
  min: number
  max: number
  /** @default the whole range */
  value?: readonly [number, number]
  /** @default as for `slider` */
  step?: number
  description?: string
  continuous?: boolean
}

/** Two numbers, the ends of a range, chosen with one slider. */
export class RangeSlider extends Widget<readonly [number, number]> {
  readonly min: number
  readonly max: number

  constructor(options: RangeOptions) {
    checkOptions('`range`', options, known)
    const { min, max } = options ?? {}
    checkRange(min, max)
    const { value = [min, max] as const } = options
    const wide = Number.isInteger(min) && Number.isInteger(max) && max - min >= 10
    const { step = wide ? 1 : (max - min) / 100 } = options
    checkStep(step)
    const whole = Number.isInteger(step) && Number.isInteger(min)
    const name = whole ? 'IntRangeSlider' : 'FloatRangeSlider'
    const state = { min, max, step, ...commonState(options), readout_format: format(false, whole, step) }
    super({ model: `${name}Model`, view: `${name}View` }, 'value', value, state, 'SliderStyleModel', layoutOf(options))
    this.min = min
    this.max = max
    this.check(value)
  }

  protected check(value: readonly [number, number]): void {
    const two = Array.isArray(value) && value.length === 2
    if (!two || !isWithin(value[0], this.min, this.max) || !isWithin(value[1], value[0], this.max)) {
      throw expected(`[from, to] with ${this.min} ≤ from ≤ to ≤ ${this.max}`, value)
    }
  }

  protected override valueText(): string {
    return this.value.map((v) => Number(v.toPrecision(6))).join(' – ')
  }
}

/** A slider for the two ends of a range. */
export function range(options: RangeOptions): RangeSlider {
  return new RangeSlider(options)
}

function kind(log: boolean, whole: boolean, min: number, max: number): { names: ModelNames; range: State } {
  const name = log ? 'FloatLogSlider' : whole ? 'IntSlider' : 'FloatSlider'
  const range = log ? { base: 10, min: Math.log10(min), max: Math.log10(max) } : { min, max }
  return { names: { model: `${name}Model`, view: `${name}View` }, range }
}

/** As many decimals as the step has; four significant digits on a log scale. */
function format(log: boolean, whole: boolean, step: number): string {
  if (log) return '.3g'
  return whole ? 'd' : `.${Math.min(8, Math.max(0, Math.ceil(-Math.log10(step))))}f`
}

function commonState({ description = '', continuous = true }: { description?: string; continuous?: boolean }): State {
  return { description, continuous_update: continuous, orientation: 'horizontal', readout: true, disabled: false }
}

export function layoutOf({ width, height }: LayoutOptions): LayoutOptions {
  return { ...(width && { width }), ...(height && { height }) }
}
