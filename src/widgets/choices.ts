/** Yes or no, and one of several. */
import { checkOptions, expected, nearest } from '../errors.ts'
import { layoutOf } from './slider.ts'
import { type LayoutOptions, Widget } from './widget.ts'

export interface FlagOptions extends LayoutOptions {
  /** @default false */
  value?: boolean
  description?: string
}

/** True or false: a checkbox or a button that stays pressed. */
export class Flag extends Widget<boolean> {
  constructor(name: 'Checkbox' | 'ToggleButton', options: FlagOptions = {}) {
    checkOptions(name === 'Checkbox' ? '`checkbox`' : '`toggle`', options, ['value', 'description', 'width', 'height'])
    const { value = false, description = '' } = options
    const state = { description, disabled: false, ...(name === 'Checkbox' && { indent: false }) }
    super({ model: `${name}Model`, view: `${name}View` }, 'value', value, state, `${name}StyleModel`, layoutOf(options))
    this.check(value)
  }

  protected check(value: boolean): void {
    if (typeof value !== 'boolean') throw expected('true or false', value)
  }

  protected override valueText(): string {
    return this.value ? '☑' : '☐'
  }
}

/** A checkbox. */
export function checkbox(options?: FlagOptions): Flag {
  return new Flag('Checkbox', options)
}

/** A button that stays pressed. */
export function toggle(options?: FlagOptions): Flag {
  return new Flag('ToggleButton', options)
}

export interface DropdownOptions<T> extends LayoutOptions {
  /** The values to choose from, or label → value. */
  options: readonly T[] | Readonly<Record<string, T>>
  /** @default the first */
  value?: T
  description?: string
}

/** One of several values of any type. */
export class Dropdown<T> extends Widget<T> {
  readonly labels: readonly string[]
  readonly choices: readonly T[]

  constructor(options: DropdownOptions<T>) {
    checkOptions('`dropdown`', options, ['options', 'value', 'description', 'width', 'height'])
    const from = options?.options
    if (!from || typeof from !== 'object') throw expected('`options` to be an array of values, or label → value', from)
    const labels = Array.isArray(from) ? from.map(labelOf) : Object.keys(from)
    const choices: T[] = Array.isArray(from) ? [...from] : Object.values(from as Readonly<Record<string, T>>)
    if (!choices.length) throw expected('at least one option', from)
    const value = 'value' in options ? (options.value as T) : choices[0]!
    const index = choices.indexOf(value)
    if (index < 0) throw noChoice(labels, value)
    const state = { _options_labels: labels, description: options.description ?? '', disabled: false }
    super(
      { model: 'DropdownModel', view: 'DropdownView' },
      'index',
      value,
      { ...state, index },
      'DescriptionStyleModel',
      layoutOf(options),
    )
    this.labels = labels
    this.choices = choices
    this.model.state.index = index
  }

  protected check(value: T): void {
    if (!this.choices.includes(value)) throw noChoice(this.labels, value)
  }

  protected override toState(value: T): unknown {
    // Before the constructor is done the choices are not known: it sets the index itself.
    return this.choices ? this.choices.indexOf(value) : 0
  }

  protected override fromState(index: unknown): T {
    return this.choices[index as number]!
  }

  protected override valueText(): string {
    return `${this.labels[this.choices.indexOf(this.value)]} ▾`
  }
}

/**
 * A list that opens, to choose one value.
 * @example widgets.dropdown({ options: { Adam: descent.adam, momentum: descent.momentum } })
 */
export function dropdown<T>(options: DropdownOptions<T>): Dropdown<T> {
  return new Dropdown(options)
}

function noChoice(labels: readonly string[], value: unknown): Error {
  const near = typeof value === 'string' ? nearest(value, labels) : undefined
  return expected(`one of ${labels.join(', ')}`, value, near && `Did you mean '${near}'?`)
}

function labelOf(value: unknown): string {
  return typeof value === 'function' ? value.name : typeof value === 'object' ? JSON.stringify(value) : String(value)
}
