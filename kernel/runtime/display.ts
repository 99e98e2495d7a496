/** `display`, `clearOutput`: what a cell shows besides its result. */
import { randomUUID } from 'node:crypto'
import { isBundle, type Rendered, render, renderBundle } from './displays/render.ts'
import type { Output } from './output.ts'

export interface DisplayOptions {
  /** The value is a MIME bundle, to be shown as it is. @default true where all its keys are MIME types */
  raw?: boolean
  /** The display's id: `update` of every display with this id changes it. @default a new one */
  id?: string
  /** Metadata of the display, by MIME type. */
  metadata?: Record<string, unknown>
}

export interface DisplayHandle {
  readonly id: string
  /** Shows another value in the same place. */
  update(value: unknown, options?: Omit<DisplayOptions, 'id'>): void
  /** Makes the place empty. */
  clear(): void
}

const handles = new WeakSet<object>()

/** Whether a value is what `display` returned: its place is shown already, so a cell that ends with it shows no more. */
export function isHandle(value: unknown): boolean {
  return typeof value === 'object' && value !== null && handles.has(value)
}

export class Displays {
  readonly #output: Output

  constructor(output: Output) {
    this.#output = output
  }

  display(value: unknown, options: DisplayOptions = {}): DisplayHandle {
    const id = options.id ?? randomUUID()
    this.#show(value, options, id, false)
    const handle: DisplayHandle = {
      id,
      update: (next, more = {}) => this.#show(next, more, id, true),
      clear: () => this.#show({ 'text/plain': '' }, { raw: true }, id, true),
    }
    handles.add(handle)
    return handle
  }

  /** A bundle in the place of `id`, for the first time or again. */
  show(data: Record<string, unknown>, id: string | undefined, update: boolean): void {
    const cell = this.#output.cell()
    this.#output.send({ type: 'display', cell, ...renderBundle(data), ...(id === undefined ? {} : { id }), update })
  }

  clearOutput(wait = false): void {
    this.#output.send({ type: 'clear', cell: this.#output.cell(), wait: Boolean(wait) })
  }

  #show(value: unknown, { raw, metadata }: DisplayOptions, id: string, update: boolean): void {
    const cell = this.#output.cell()
    const isRaw = raw ?? isBundle(value)
    const rendered = isRaw ? renderBundle(value) : render(value)
    const message = (made: Rendered) =>
      ({ type: 'display', cell, data: made.data, metadata: metadata ?? made.metadata, id, update }) as const
    if (rendered instanceof Promise) this.#output.sendLater(cell, rendered, message)
    else this.#output.send(message(rendered))
  }
}
