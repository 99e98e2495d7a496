/**
 * A widget: named values that are the same here and in the notebook's front end. The models are the standard ones of
 * ipywidgets 8 (@jupyter-widgets/controls 2.0.0), so that JupyterLab, Notebook and VS Code draw them. In plain Node a
 * widget only holds its values.
 *
 * @see the widget messaging protocol 2.1.0 of ipywidgets
 */
import { type CommLike, type Displayable, displaySymbol, escapeHtml, kernel, type MimeBundle } from '../display.ts'
import { expected } from '../errors.ts'
import { answerStateRequests, forget } from './registry.ts'

export type State = Record<string, unknown>

/** What changed: the new value, and the one before. */
export interface Change<T> {
  readonly value: T
  readonly previous: T
}

/** Which model and view draw a widget. */
export interface ModelNames {
  readonly model: string
  /** Without one it is not drawn itself, as a style. */
  readonly view?: string
  readonly module?: string
  readonly version?: string
}

/** CSS sizes of a widget. */
export interface LayoutOptions {
  /** Such as '400px' or '100%'. */
  width?: string
  height?: string
}

const controls = '@jupyter-widgets/controls'
const base = '@jupyter-widgets/base'

/** One model in the front end with its comm, opened when the widget is first shown. */
export class Model {
  readonly names: ModelNames
  readonly state: State
  /** What stands for other models in the state: opened before this one. */
  readonly references: Record<string, Model | readonly Model[]>
  onUpdate: (state: State) => void = () => {}
  onCustom: (content: any) => void = () => {}
  #comm: CommLike | undefined

  constructor(names: ModelNames, state: State, references: Record<string, Model | readonly Model[]> = {}) {
    this.names = names
    this.state = state
    this.references = references
  }

  /** The model's id in the front end; undefined in plain Node. */
  get id(): string | undefined {
    return this.#open()?.id
  }

  /** Changes values here and, where the widget is shown, in the front end. */
  update(state: State): void {
    Object.assign(this.state, state)
    this.#comm?.send({ method: 'update', state, buffer_paths: [] })
  }

  /** A message of the widget's own kind. */
  send(content: unknown): void {
    this.#comm?.send({ method: 'custom', content })
  }

  close(): void {
    forget(this)
    this.#comm?.close()
    this.#comm = undefined
  }

  /** Everything that the front end needs to draw it. */
  get wholeState(): State {
    const { model, view, module = controls, version = '2.0.0' } = this.names
    const reference = (m: Model) => `IPY_MODEL_${m.id}`
    const references = Object.entries(this.references).map(([key, value]) => [
      key,
      value instanceof Model ? reference(value) : value.map(reference),
    ])
    return {
      _model_module: module,
      _model_module_version: version,
      _model_name: model,
      _view_module: view ? module : base,
      _view_module_version: view ? version : '2.0.0',
      _view_name: view ?? (model === 'LayoutModel' ? 'LayoutView' : 'StyleView'),
      ...this.state,
      ...Object.fromEntries(references),
    }
  }

  #open(): CommLike | undefined {
    const jupyter = kernel.jupyter
    if (this.#comm || !jupyter) return this.#comm
    answerStateRequests(jupyter, this)
    const data = { state: this.wholeState, buffer_paths: [] }
    const comm = jupyter.comm('jupyter.widget', data, { metadata: { version: '2.1.0' } })
    this.#comm = comm
    comm.onMessage((message) => this.#receive(message))
    comm.onClose(() => {
      forget(this)
      this.#comm = undefined
    })
    return comm
  }

  #receive(message: { method?: string; state?: State; content?: unknown }): void {
    if (message.method === 'request_state') {
      this.#comm?.send({ method: 'update', state: this.wholeState, buffer_paths: [] })
    } else if (message.method === 'custom') {
      this.onCustom(message.content)
    } else if (message.method === 'update' && message.state) {
      // Other views of the same widget learn of it by the echo.
      this.#comm?.send({ method: 'echo_update', state: message.state, buffer_paths: [] })
      Object.assign(this.state, message.state)
      this.onUpdate(message.state)
    }
  }
}

/** A widget with a value of type T: read and set `value`, `observe` it; it shows itself. */
export abstract class Widget<T = unknown> implements Displayable {
  readonly model: Model
  readonly #key: string
  readonly #observers = new Set<(change: Change<T>) => void>()
  #value: T

  /** @param key where in the model's state the value is */
  constructor(
    names: ModelNames,
    key: string,
    value: T,
    state: State,
    style: string | undefined,
    layout: LayoutOptions = {},
  ) {
    this.#key = key
    this.#value = value
    this.model = new Model(
      names,
      { ...state, ...(key && { [key]: this.toState(value) }) },
      {
        layout: new Model({ model: 'LayoutModel', view: 'LayoutView', module: base }, { ...layout }),
        ...(style && {
          style: new Model({ model: style }, style === 'ButtonStyleModel' ? {} : { description_width: 'initial' }),
        }),
      },
    )
    this.model.onUpdate = (changed) => {
      if (this.#key in changed) this.#changed(this.fromState(changed[this.#key]))
    }
  }

  /** The value, here and in the front end. */
  get value(): T {
    return this.#value
  }

  set value(value: T) {
    this.check(value)
    if (this.#key) this.model.update({ [this.#key]: this.toState(value) })
    this.#changed(value)
  }

  /**
   * Calls `handler` after each change, made by hand or by code.
   * @returns a function that ends it
   */
  observe(handler: (change: Change<T>) => void): () => void {
    if (typeof handler !== 'function') throw expected('a function of the change, such as ({ value }) => …', handler)
    this.#observers.add(handler)
    return () => this.#observers.delete(handler)
  }

  /** Shows whether it can be moved by hand. */
  set disabled(disabled: boolean) {
    this.model.update({ disabled })
  }

  get disabled(): boolean {
    return this.model.state.disabled === true
  }

  get description(): string {
    return String(this.model.state.description ?? '')
  }

  set description(description: string) {
    this.model.update({ description })
  }

  /** Ends the widget in the front end. */
  close(): void {
    this.model.close()
    for (const model of [this.model.references.layout, this.model.references.style]) {
      if (model instanceof Model) model.close()
    }
  }

  toString(): string {
    return `${this.description ? `${this.description}: ` : ''}${this.valueText()}`
  }

  /** The widget where it can be drawn; a picture of its value everywhere else, exports included. */
  [displaySymbol](): MimeBundle {
    const bundle: MimeBundle = { 'text/plain': this.toString(), 'text/html': this.staticHtml() }
    const { id } = this.model
    if (id) bundle['application/vnd.jupyter.widget-view+json'] = { version_major: 2, version_minor: 0, model_id: id }
    return bundle
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  /** What an export shows in its place. */
  staticHtml(): string {
    return `<div>${escapeHtml(this.toString())}</div>`
  }

  protected valueText(): string {
    return String(this.#value)
  }

  /** Fails where `value` is none for this widget. */
  protected abstract check(value: T): void

  protected toState(value: T): unknown {
    return value
  }

  protected fromState(state: unknown): T {
    return state as T
  }

  #changed(value: T): void {
    const previous = this.#value
    if (Object.is(previous, value)) return
    this.#value = value
    const errors: unknown[] = []
    for (const handler of this.#observers) {
      try {
        handler({ value, previous })
      } catch (error) {
        errors.push(error)
      }
    }
    // One that fails keeps the change from no other.
    if (errors.length) throw errors[0]
  }
}
