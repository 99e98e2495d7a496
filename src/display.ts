/**
 * How a value shows itself in a notebook, and the kernel's globals, which `src` uses only where they are there:
 * every helper also works in plain Node.
 */

/** MIME type → content; always with `text/plain`. */
export type MimeBundle = Record<string, unknown>

/** A value with this method shows itself: `[displaySymbol]() { return { 'text/plain': … } }`. */
export const displaySymbol: unique symbol = Symbol.for('Jupyter.display') as never

export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>
}

export interface DisplayHandle {
  readonly id: string
  update(value: unknown, options?: { raw?: boolean; metadata?: Record<string, unknown> }): void
  clear(): void
}

export interface CommLike {
  readonly id: string
  send(data: unknown, options?: { metadata?: Record<string, unknown>; buffers?: ArrayBufferView[] }): void
  close(data?: unknown): void
  onMessage(handler: (data: any, buffers: Uint8Array[]) => void): void
  onClose(handler: (data: any) => void): void
}

interface KernelGlobals {
  display?(value: unknown, options?: { raw?: boolean; id?: string; metadata?: Record<string, unknown> }): DisplayHandle
  clearOutput?(wait?: boolean): void
  jupyter?: {
    comm(
      target: string,
      data?: unknown,
      options?: { metadata?: Record<string, unknown>; buffers?: ArrayBufferView[] },
    ): CommLike
    onComm(target: string, handler: (comm: CommLike, data: any) => void): void
    readonly signal: AbortSignal
    readonly cell: { id: string; executionCount: number }
  }
}

/** The kernel's globals: present in a notebook cell, absent in plain Node. */
export const kernel: KernelGlobals = globalThis as KernelGlobals

/** Shows a MIME bundle (or a value that shows itself) in the notebook; does nothing in plain Node and returns undefined. */
export function show(value: unknown, options?: { raw?: boolean; id?: string }): DisplayHandle | undefined {
  return kernel.display?.(value, options)
}

/** The running cell's AbortSignal: Stop aborts it. Undefined in plain Node. */
export function stopSignal(): AbortSignal | undefined {
  return kernel.jupyter?.signal
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text made safe for HTML and attribute values. */
export function escapeHtml(text: unknown): string {
  return String(text).replace(/[&<>"']/g, (c) => escapes[c]!)
}
