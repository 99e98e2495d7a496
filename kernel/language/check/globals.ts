/** The types of the kernel's globals, with the documentation that hover shows. */
export const globals = `
/** Representations of a value by MIME type, of which a front end shows the richest it can. */
interface MimeBundle {
  'text/plain'?: string
  'text/html'?: string
  'text/markdown'?: string
  'text/latex'?: string
  'image/svg+xml'?: string
  'image/png'?: string | Uint8Array
  'image/jpeg'?: string | Uint8Array
  'application/json'?: unknown
  [mime: string]: unknown
}

/** Options of \`display\`. */
interface DisplayOptions {
  /**
   * The value is a MIME bundle already: show it as it is.
   * @default false
   */
  raw?: boolean
  /** A display of this name, which a later \`display\` with the same \`id\` replaces. */
  id?: string
  /** Metadata by MIME type, for example \`{ 'image/png': { width: 300 } }\`. */
  metadata?: Record<string, unknown>
}

/** An output that can be changed after it was shown. */
interface DisplayHandle {
  /** The display's id. */
  readonly id: string
  /** Shows \`value\` in its place. */
  update(value: unknown, options?: { raw?: boolean; metadata?: Record<string, unknown> }): void
  /** Empties it. */
  clear(): void
}

/**
 * Shows a value under the cell: figures, tensors, datasets, tables, or anything that has a method
 * \`[Symbol.for('Jupyter.display')]()\` which returns a MIME bundle.
 *
 * @param value The value, or a MIME bundle with \`{ raw: true }\`.
 * @returns A handle to update or clear the output.
 * @example
 * const bar = display('0 %')
 * bar.update('100 %')
 * display({ 'text/html': '<b>bold</b>' }, { raw: true })
 */
declare function display(value: unknown, options?: DisplayOptions): DisplayHandle

/**
 * Removes the outputs of the running cell.
 *
 * @param wait Wait for the next output, so that nothing flickers.
 * @default wait false
 */
declare function clearOutput(wait?: boolean): void

/**
 * Asks the reader for a line of text, in a box under the cell.
 *
 * @param prompt Shown before the box.
 * @param options \`{ password: true }\` hides what is typed.
 * @returns The text. Rejects where the front end cannot ask.
 * @example
 * const name = await input('Your name? ')
 */
declare function input(prompt?: string, options?: { password?: boolean }): Promise<string>

/** A two-way channel between the kernel and a widget of the front end. */
interface JupyterComm {
  /** The comm's id. */
  readonly id: string
  /** The target's name. */
  readonly target: string
  /** Sends a message to the other side; buffers travel as binary. */
  send(data: unknown, options?: { metadata?: Record<string, unknown>; buffers?: ArrayBufferView[] }): void
  /** Calls \`handler\` for each message from the other side. */
  onMessage(handler: (data: any, buffers: Uint8Array[]) => void): void
  /** Calls \`handler\` when the other side closes the comm. */
  onClose(handler: (data: any) => unknown): void
  /** Closes the comm. */
  close(data?: unknown): void
}

/** The notebook from the running cell's side. */
declare const jupyter: {
  /**
   * Opens a comm to the front end's \`target\`.
   *
   * @example
   * const comm = jupyter.comm('my-widget', { value: 1 })
   * comm.onMessage(data => console.log(data))
   */
  comm(target: string, data?: unknown, options?: { metadata?: Record<string, unknown>; buffers?: ArrayBufferView[] }): JupyterComm
  /** Calls \`handler\` when the front end opens a comm to \`target\`. */
  onComm(target: string, handler: (comm: JupyterComm, data: any, buffers: Uint8Array[]) => void): void
  /** Aborted when the running cell is stopped: hand it to \`fetch\`, timers and the like. */
  readonly signal: AbortSignal
  /** The running cell: its Jupyter id and its execution count. */
  readonly cell: { readonly id: string; readonly executionCount: number }
}
`
