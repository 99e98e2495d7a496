/** MIME bundles: recognized, made fit to be sent, kept within bounds. */
import type { MimeBundle } from '../../session/contract.ts'

export interface Rendered {
  data: MimeBundle
  metadata: Record<string, unknown>
}

/** Content larger than this (characters, of one MIME type) is left out with a sentence: a browser would not bear it. */
export const largestContent = 32 << 20

const mimeType = /^(?:text|image|application|audio|video|font|model|multipart|message)\/[\w.+-]+(?:;.*)?$/

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** True for a plain object all of whose keys are MIME types. */
export function isBundle(value: unknown): value is MimeBundle {
  if (!isPlain(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => mimeType.test(key))
}

function content(type: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64')
  if (type.endsWith('json')) return JSON.parse(JSON.stringify(value))
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join('')
  return typeof value === 'string' ? value : JSON.parse(JSON.stringify(value))
}

function size(value: unknown): number {
  return typeof value === 'string' ? value.length : (JSON.stringify(value) ?? '').length
}

/**
 * A bundle as it is sent: bytes as base64, always with `text/plain`, what is too large or cannot be sent left out
 * with a sentence that says so.
 */
export function tidy(bundle: unknown, plain: () => string): MimeBundle {
  if (typeof bundle !== 'object' || bundle === null)
    throw new TypeError(
      `Expected a MIME bundle like { 'text/html': '…' }, found ${bundle === null ? 'null' : typeof bundle}.`,
    )
  const data: MimeBundle = {}
  const notes: string[] = []
  for (const [type, value] of Object.entries(bundle)) {
    if (value === undefined || value === null) continue
    try {
      const made = content(type, value)
      if (made === undefined) continue
      const length = size(made)
      if (length <= largestContent) data[type] = made
      else notes.push(`[${type} of ${megabytes(length)} left out: at most ${megabytes(largestContent)} are shown]`)
    } catch (error) {
      notes.push(`[${type} left out: ${error instanceof Error ? error.message : String(error)}]`)
    }
  }
  const text = typeof data['text/plain'] === 'string' ? data['text/plain'] : notes.length > 0 ? '' : plain()
  data['text/plain'] = [text, ...notes].filter((part) => part !== '').join('\n')
  return data
}

function megabytes(bytes: number): string {
  return `${(bytes / (1 << 20)).toFixed(1)} MB`
}
