/** The text of any value: coloured, limited in depth and length, whatever its getters and methods do. */
import { type InspectOptions, inspect } from 'node:util'

/** Text longer than this (characters) is cut. */
const largestText = 100_000

const limits: InspectOptions = { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100, compact: 3 }

/**
 * What Node notes on promises (`kResourceStore` and the like, the whole run of a cell among them) is not the reader's.
 * `util.inspect` asks each promise itself, so it holds for `console.log` and for promises inside of objects.
 */
export function tidyPromises(prototype: object = Promise.prototype): void {
  const show = function (this: object) {
    for (const key of Object.getOwnPropertySymbols(this)) {
      if (!noted.has(key.description)) continue
      try {
        Object.defineProperty(this, key, { enumerable: false })
      } catch {} // A frozen promise shows all.
    }
    return this
  }
  Object.defineProperty(prototype, inspect.custom, { value: show, configurable: true, writable: true })
}

const noted = new Set<string | undefined>(['async_id_symbol', 'trigger_async_id_symbol', 'kResourceStore'])

/** The text of a value; colours (ANSI) for objects only, so that `1 + 1` is plain text everywhere. */
export function inspectText(value: unknown, options: { colors?: boolean } = {}): string {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function'
  const colors = options.colors ?? (isObject && !process.env.NO_COLOR)
  let text: string
  try {
    text = inspect(value, { ...limits, colors })
  } catch (error) {
    text = withoutCustom(value, colors, error)
  }
  if (text.length <= largestText) return text
  return `${text.slice(0, largestText)}${colors ? '\u001b[0m' : ''}\n… ${text.length - largestText} more characters`
}

function withoutCustom(value: unknown, colors: boolean, error: unknown): string {
  let reason = 'something that cannot be shown'
  try {
    reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  } catch {}
  try {
    return `${inspect(value, { ...limits, colors, customInspect: false })}\n[its inspect method threw ${reason}]`
  } catch {
    return `[a value whose inspect method threw ${reason}]`
  }
}
