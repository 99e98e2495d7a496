/** Widgets that hold something: other widgets, text, outputs. */
import { displaySymbol, type MimeBundle } from '../display.ts'
import { checkOptions, expected } from '../errors.ts'
import { layoutOf } from './slider.ts'
import { type LayoutOptions, Widget } from './widget.ts'

export interface BoxOptions extends LayoutOptions {
  /** One beside the other. @default false, one below the other */
  horizontal?: boolean
}

/** Widgets together. */
export class Box extends Widget<readonly Widget<any>[]> {
  readonly horizontal: boolean

  constructor(children: readonly Widget<any>[], options: BoxOptions = {}) {
    checkOptions('`box`', options, ['horizontal', 'width', 'height'])
    if (!Array.isArray(children) || !children.every((c) => c instanceof Widget)) {
      throw expected('an array of widgets', children)
    }
    const { horizontal = false } = options
    const name = horizontal ? 'HBox' : 'VBox'
    super({ model: `${name}Model`, view: `${name}View` }, '', children, {}, undefined, layoutOf(options))
    this.horizontal = horizontal
    this.model.references.children = children.map((child) => child.model)
  }

  protected check(): void {
    throw expected('a box to keep its widgets', 'others', 'Make another box.')
  }

  override toString(): string {
    return this.value.join(this.horizontal ? '  ' : '\n')
  }

  override staticHtml(): string {
    const style = this.horizontal ? 'display:flex;gap:1em;flex-wrap:wrap' : ''
    return `<div style="${style}">${this.value.map((child) => child.staticHtml()).join('')}</div>`
  }
}

/** Widgets one below the other, or beside with `{ horizontal: true }`. */
export function box(children: readonly Widget<any>[], options?: BoxOptions): Box {
  return new Box(children, options)
}

/** Text or HTML that can be changed. */
export class Label extends Widget<string> {
  readonly #html: boolean

  constructor(value: string, html: boolean) {
    const name = html ? 'HTML' : 'Label'
    super({ model: `${name}Model`, view: `${name}View` }, 'value', value, { description: '' }, `${name}StyleModel`)
    this.#html = html
    this.check(value)
  }

  protected check(value: string): void {
    if (typeof value !== 'string') throw expected('a string', value)
  }

  override staticHtml(): string {
    return this.#html ? `<div>${this.value}</div>` : super.staticHtml()
  }
}

/** A line of text; set its `value`. */
export function label(value = ''): Label {
  return new Label(value, false)
}

/** A piece of HTML; set its `value`. */
export function html(value = ''): Label {
  return new Label(value, true)
}

interface SavedOutput {
  output_type: 'display_data'
  data: MimeBundle
  metadata: Record<string, unknown>
}

/** A place for values that show themselves, to be put into a box. */
export class Output extends Widget<readonly SavedOutput[]> {
  constructor(options: LayoutOptions = {}) {
    checkOptions('`output`', options, ['width', 'height'])
    const names = { model: 'OutputModel', view: 'OutputView', module: '@jupyter-widgets/output', version: '1.0.0' }
    super(names, 'outputs', [], { msg_id: '' }, undefined, layoutOf(options))
  }

  /** Shows a value in place of what is there. */
  async show(value: unknown): Promise<void> {
    this.value = [await savedOutput(value)]
  }

  /** Shows a value below what is there. */
  async append(value: unknown): Promise<void> {
    const next = await savedOutput(value)
    this.value = [...this.value, next]
  }

  clear(): void {
    this.value = []
  }

  protected check(value: readonly SavedOutput[]): void {
    if (!Array.isArray(value)) throw expected('an array of outputs', value, 'Use show(value).')
  }

  protected override valueText(): string {
    return this.value.map((o) => String(o.data['text/plain'] ?? '')).join('\n')
  }

  override staticHtml(): string {
    const inside = this.value.map((o) => String(o.data['text/html'] ?? o.data['image/svg+xml'] ?? ''))
    return `<div>${inside.join('')}</div>`
  }
}

/** A place for outputs. @example const out = widgets.output(); await out.show(d) */
export function output(options?: LayoutOptions): Output {
  return new Output(options)
}

async function savedOutput(value: unknown): Promise<SavedOutput> {
  const own = (value as { [displaySymbol]?(): MimeBundle | Promise<MimeBundle> } | null)?.[displaySymbol]
  const data = own ? await own.call(value) : { 'text/plain': String(value) }
  return { output_type: 'display_data', data, metadata: {} }
}
