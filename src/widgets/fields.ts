/** Numbers, text and files of text, typed in. */
import { checkOptions, expected } from '../errors.ts'
import { checkFinite, checkRange, checkStep, isWithin } from './limits.ts'
import { layoutOf } from './slider.ts'
import { type LayoutOptions, Widget } from './widget.ts'

export interface NumberOptions extends LayoutOptions {
  value?: number
  /** @default no limit */
  min?: number
  /** @default no limit */
  max?: number
  step?: number
  description?: string
}

/** A number typed into a field. */
export class NumberField extends Widget<number> {
  readonly min: number
  readonly max: number

  constructor(options: NumberOptions = {}) {
    checkOptions('`number`', options, ['value', 'min', 'max', 'step', 'description', 'width', 'height'])
    const { min, max, step = null, value = min ?? Math.min(0, max ?? 0), description = '' } = options
    if (min !== undefined) checkFinite('min', min)
    if (max !== undefined) checkFinite('max', max)
    if (min !== undefined && max !== undefined) checkRange(min, max)
    if (step !== null) checkStep(step)
    const limited = min !== undefined || max !== undefined
    const name = limited ? 'BoundedFloatText' : 'FloatText'
    // The front end knows no infinite limits in JSON.
    const limits = limited ? { min: min ?? -Number.MAX_VALUE, max: max ?? Number.MAX_VALUE } : {}
    const state = { ...limits, step, description, disabled: false, continuous_update: false }
    super(
      { model: `${name}Model`, view: 'FloatTextView' },
      'value',
      value,
      state,
      'DescriptionStyleModel',
      layoutOf(options),
    )
    this.min = min ?? Number.NEGATIVE_INFINITY
    this.max = max ?? Number.POSITIVE_INFINITY
    this.check(value)
  }

  protected check(value: number): void {
    if (!isWithin(value, this.min, this.max)) throw expected(`a number from ${this.min} to ${this.max}`, value)
    // JSON, which the front end speaks, has no word for it.
    if (!Number.isFinite(value)) throw expected('a finite number', value)
  }
}

/** A field for a number. */
export function number(options?: NumberOptions): NumberField {
  return new NumberField(options)
}

export interface TextOptions extends LayoutOptions {
  value?: string
  /** Shown while it is empty. */
  placeholder?: string
  description?: string
  /** Several lines. @default false */
  multiline?: boolean
}

/** Text typed into a field. */
export class TextField extends Widget<string> {
  constructor(options: TextOptions = {}) {
    checkOptions('`text`', options, ['value', 'placeholder', 'description', 'multiline', 'width', 'height'])
    const { value = '', placeholder = '', description = '', multiline = false } = options
    const name = multiline ? 'Textarea' : 'Text'
    const style = multiline ? 'DescriptionStyleModel' : 'TextStyleModel'
    const state = { placeholder, description, disabled: false, continuous_update: true }
    super({ model: `${name}Model`, view: `${name}View` }, 'value', value, state, style, layoutOf(options))
    this.check(value)
  }

  protected check(value: string): void {
    if (typeof value !== 'string') throw expected('a string', value)
  }
}

/** A field for text. */
export function text(options?: TextOptions): TextField {
  return new TextField(options)
}
