/** Name and message of anything that was thrown, also where it resists being asked. */
import type { AssertionError } from 'node:assert'
import { isNativeError } from 'node:util/types'
import { inspectText } from '../displays/inspect.ts'

export interface Description {
  name: string
  message: string
  isError: boolean
  /** Properties beyond the usual ones, e.g. `{ code: 'ENOENT' }`; '' if there are none. */
  details: string
  causes: unknown[]
  errors: unknown[]
}

function read<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

export function isError(value: unknown): value is Error {
  if (typeof value !== 'object' || value === null) return false
  if (isNativeError(value) || read(() => value instanceof Error)) return true
  return read(() => typeof (value as Error).message === 'string' && typeof (value as Error).stack === 'string') ?? false
}

const usual = new Set(['name', 'message', 'stack', 'cause', 'errors'])
const mostDetails = 300

/** Node's AssertionError: what its own message says is not said again; values are told beside a message of the reader's. */
function saysAlready(error: Error): (key: string) => boolean {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_ASSERTION') return () => false
  const { generatedMessage, operator, expected } = error as AssertionError
  const valuesTold = generatedMessage || (operator === '==' && expected === true) // assert(condition, message): false is not true
  const told = new Set(['generatedMessage', 'code', 'operator', 'diff', ...(valuesTold ? ['actual', 'expected'] : [])])
  return (key) => told.has(key)
}

function details(error: Error): string {
  const said = read(() => saysAlready(error)) ?? (() => false)
  const own = read(() =>
    Object.entries(error).filter(([key, value]) => !usual.has(key) && !said(key) && typeof value !== 'function'),
  )
  if (!own || own.length === 0) return ''
  const text = inspectText(Object.fromEntries(own), { colors: false })
  return text.length > mostDetails ? `${text.slice(0, mostDetails)}…` : text
}

export function describe(thrown: unknown): Description {
  if (!isError(thrown))
    return {
      name: 'Uncaught',
      message: inspectText(thrown, { colors: false }),
      isError: false,
      details: '',
      causes: [],
      errors: [],
    }
  const given = read(() => thrown.name)
  const className = read(() => thrown.constructor.name)
  const name = typeof given === 'string' && given !== '' && given !== 'Error' ? given : className || 'Error'
  const message = inCellWords(read(() => String(thrown.message)) ?? '(its message cannot be read)')
  const errors = read(() => (thrown as AggregateError).errors)
  const hasCause = read(() => 'cause' in thrown && thrown.cause !== undefined)
  return {
    name,
    message,
    isError: true,
    details: details(thrown),
    causes: hasCause ? [read(() => thrown.cause)] : [],
    errors: Array.isArray(errors) ? errors : [],
  }
}

/** The messages of V8 that quote code. */
const quoting = / is not (?:a function|a constructor|(?:async )?iterable)|^Cannot destructure /

/** V8 quotes compiled code, where the cell's `f` is `(0, $.f)` or `$.f`: the reader wrote `f`. */
function inCellWords(message: string): string {
  if (!quoting.test(message)) return message
  return message.replace(/\(0 , \$_*\.([\w$]+)\)/g, '$1').replace(/(?<![\w$.])\$_*\.(?=[\w$])/g, '')
}
