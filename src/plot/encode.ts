/**
 * Figures as small JSON: numbers rounded to 6 significant digits, long columns as base64 of the smallest type that holds them
 * (Plotly's typed-array form `{ dtype, bdata, shape }`), NaN and ±Infinity as gaps.
 */
import { GradlabError } from '../errors.ts'
import { column, isTensor, matrix } from './input.ts'

/** Columns up to this length stay readable JSON. */
const readable = 24

/** 6 significant digits: more than any screen shows. */
export function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(6))
}

interface Encoded {
  dtype: string
  bdata: string
  shape?: string
}

const integers = [
  ['u1', Uint8Array, 0, 255],
  ['i1', Int8Array, -128, 127],
  ['u2', Uint16Array, 0, 65535],
  ['i2', Int16Array, -32768, 32767],
  ['i4', Int32Array, -2147483648, 2147483647],
] as const

function base64(array: ArrayBufferView): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')
}

/** A column of numbers as base64 of the smallest type that holds it to 6 significant digits. */
export function encodeNumbers(values: ArrayLike<number>, shape?: readonly number[]): Encoded {
  let [low, high, whole] = [Infinity, -Infinity, true]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) {
      whole = false
      continue
    }
    if (value < low) low = value
    if (value > high) high = value
    if (whole && !Number.isInteger(value)) whole = false
  }
  const with_ = shape && shape.length > 1 ? { shape: shape.join(', ') } : {}
  const fit = whole ? integers.find(([, , least, most]) => low >= least && high <= most) : undefined
  if (fit) return { dtype: fit[0], bdata: base64(fit[1].from(values)), ...with_ }
  // float32 has 7 digits of the value; where the values differ by little (dates, losses near a constant) that is too few.
  const enough = high - low >= 1e-3 * Math.max(Math.abs(low), Math.abs(high)) || high === low
  const array = enough ? Float32Array.from(values) : Float64Array.from(values)
  for (let i = 0; i < array.length; i++) if (!Number.isFinite(array[i]!)) array[i] = NaN // Plotly takes NaN for a gap
  return { dtype: enough ? 'f4' : 'f8', bdata: base64(array), ...with_ }
}

const isTyped = (value: unknown): value is Float64Array =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) && !(value instanceof BigInt64Array)

const isNumeric = (value: unknown): value is ArrayLike<number> =>
  isTyped(value) || (Array.isArray(value) && value.every((v) => typeof v === 'number'))

/** Deeper than any figure is: what goes on further refers to itself. */
const deepest = 40

/** The same value as plain JSON, columns encoded. */
export function compact(value: unknown, depth = 0): unknown {
  if (depth > deepest)
    throw new GradlabError(
      'The figure holds an object that refers to itself: it cannot be stored. Look at `data` and `layout`.',
    )
  if (isTensor(value))
    return compact(
      value.shape.length > 1 ? matrix(value, 'a tensor in the figure') : column(value, 'a tensor in the figure'),
      depth,
    )
  if (typeof value === 'number') return Number.isFinite(value) ? round(value) : null
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (isNumeric(value)) {
    if (value.length > readable) return encodeNumbers(value)
    return Array.from(value, (v) => (Number.isFinite(v) ? round(v) : null))
  }
  if (Array.isArray(value)) {
    const width = isNumeric(value[0]) ? value[0].length : 0
    const rows = value as ArrayLike<number>[]
    if (width * value.length > readable && value.every((row) => isNumeric(row) && row.length === width)) {
      const flat = new Float64Array(width * rows.length)
      for (const [i, row] of rows.entries()) flat.set(row, i * width)
      return encodeNumbers(flat, [rows.length, width])
    }
    return value.map((one) => compact(one, depth + 1))
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, v]) => v !== undefined && typeof v !== 'function')
        .map(([k, v]) => [k, compact(v, depth + 1)]),
    )
  }
  return value
}
