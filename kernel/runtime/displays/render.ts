/** Any value → what a notebook shows of it. Nothing that a value does to its own display gets past this file. */
import type { MimeBundle } from '../../session/contract.ts'
import { KeyboardInterrupt } from '../interrupt.ts'
import { isBundle, type Rendered, tidy } from './bundle.ts'
import { frameDisplay } from './frames.ts'
import { imageDisplay } from './images.ts'
import { inspectText } from './inspect.ts'
import { modelDisplay } from './models.ts'
import { recordsDisplay } from './records.ts'
import { tensorDisplay } from './tensors.ts'

export type { Rendered } from './bundle.ts'

/** How long a display method may take (ms): the first figure on a busy machine needs more than ten seconds. */
const patience = 60_000

const displaySymbol = Symbol.for('Jupyter.display')
/** In this order: the first that knows the value shows it. */
const kinds = [tensorDisplay, modelDisplay, frameDisplay, recordsDisplay, imageDisplay]

/** What shows `value`: at once where that is possible, so that displays keep their place among the output. */
export function render(value: unknown): Rendered | Promise<Rendered> {
  const method = ownDisplay(value)
  if (!method) return { data: byKind(value), metadata: {} }
  try {
    const made = method.call(value) as MimeBundle | PromiseLike<MimeBundle>
    if (typeof (made as PromiseLike<MimeBundle>)?.then === 'function')
      return slow(value, made as PromiseLike<MimeBundle>)
    return { data: tidy(made, () => inspectText(value)), metadata: {} }
  } catch (error) {
    return failed(value, error)
  }
}

/** A bundle that the reader wrote: shown as it is. */
export function renderBundle(bundle: unknown): Rendered {
  return { data: tidy(bundle, () => `<${Object.keys(bundle as object).join(', ')}>`), metadata: {} }
}

export { isBundle }

function ownDisplay(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
  try {
    const method = (value as Record<symbol, unknown>)[displaySymbol]
    return typeof method === 'function' ? (method as () => unknown) : undefined
  } catch {
    return undefined
  }
}

function byKind(value: unknown): MimeBundle {
  for (const kind of kinds) {
    try {
      const bundle = kind(value)
      if (bundle) return tidy(bundle, () => inspectText(value))
    } catch {
      // A value that looks like a tensor, say, but is not one: shown as the object that it is.
    }
  }
  return { 'text/plain': inspectText(value) }
}

async function slow(value: unknown, made: PromiseLike<MimeBundle>): Promise<Rendered> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took more than ${patience / 1000} s`)), patience)
  })
  try {
    const bundle = await Promise.race([made, late])
    return { data: tidy(bundle, () => inspectText(value)), metadata: {} }
  } catch (error) {
    return failed(value, error)
  } finally {
    clearTimeout(timer)
  }
}

function failed(value: unknown, error: unknown): Rendered {
  if (error instanceof KeyboardInterrupt) throw error
  let reason: string
  try {
    reason = error instanceof Error ? error.message : inspectText(error, { colors: false })
  } catch {
    reason = 'something that cannot be shown'
  }
  return {
    data: { 'text/plain': `${inspectText(value)}\n[its display method failed: ${reason}]` },
    metadata: {},
  }
}
