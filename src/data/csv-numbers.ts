/** The fast part of the CSV parser: rows that hold nothing but plain numbers, in one loop over the bytes. */

import { freshDoubles } from './fresh.ts'

const ZERO = 48
const NEWLINE = 10
const RETURN = 13
const MINUS = 45
const POINT = 46

/** Powers of ten that a double holds exactly: up to them, digits ÷ power is the correctly rounded number (Clinger 1990). */
export const powers = Float64Array.from({ length: 23 }, (_, i) => 10 ** i)

/** Where the loop came to. */
export interface Progress {
  /** Of the first byte that was not read: always the beginning of a row. */
  position: number
  /** Rows read. */
  rows: number
}

/** Columns of numbers in one array, one column after the other: with an array each, the loop takes half as long again. */
export class NumberTable {
  readonly width: number
  /** Rows there is room for. */
  readonly capacity: number
  readonly values: Float64Array

  constructor(width: number, capacity: number) {
    this.width = width
    // An odd number of cache lines a column: else the same row of all columns may share one place in the cache.
    this.capacity = 8 * (Math.ceil(capacity / 8) | 1)
    this.values = freshDoubles(width * this.capacity)
  }

  /** The first rows of a column, not copied. */
  column(index: number, rows = this.capacity): Float64Array {
    return this.values.subarray(index * this.capacity, index * this.capacity + rows)
  }

  /** A table with room for more rows, and the same numbers. */
  grown(capacity: number): NumberTable {
    const larger = new NumberTable(this.width, capacity)
    for (let j = 0; j < this.width; j++) larger.column(j).set(this.column(j))
    return larger
  }
}

/**
 * Reads rows into a table while every field is a plain number (digits, at most one point, a minus before) or empty, which
 * is NaN. Stops at the beginning of the first row that holds anything else, has another number of fields or is empty.
 * @param from of the first byte
 * @param row of the table to fill first
 * @param most rows to read
 */
export function readNumbers(
  bytes: Uint8Array,
  separator: number,
  table: NumberTable,
  { from, row, most }: { from: number; row: number; most: number },
): Progress {
  // Up to the last line break every field ends before the bytes do, so the loop need not ask whether there is another.
  const end = bytes.lastIndexOf(NEWLINE) + 1
  const read = readLines(bytes, separator, table, { from, row, most, end })
  if (read.position < end || end === bytes.length || read.rows >= most) return read
  const rest = Uint8Array.of(...bytes.subarray(end), NEWLINE)
  const { rows } = readLines(rest, separator, table, { from: 0, row: row + read.rows, most: 1, end: rest.length })
  return rows ? { position: bytes.length, rows: read.rows + 1 } : read
}

function readLines(
  bytes: Uint8Array,
  separator: number,
  { values, capacity, width }: NumberTable,
  { from, row, most, end }: { from: number; row: number; most: number; end: number },
): Progress {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lastFour = bytes.length - 4
  let start = from
  let rows = 0
  while (rows < most && start < end) {
    let k = start
    for (let j = 0, at = row + rows; j < width; j++, at += capacity) {
      const first = k
      let digit = bytes[k]! - ZERO
      const negative = digit === MINUS - ZERO
      if (negative) digit = bytes[++k]! - ZERO
      // Up to nine digits fit into a 32-bit integer, which is what makes this loop fast.
      const whole = k
      let integer = 0
      while (digit >>> 0 < 10) {
        integer = (Math.imul(integer, 10) + digit) | 0
        digit = bytes[++k]! - ZERO
      }
      let digits = k - whole
      let value = integer
      if (digit === POINT - ZERO) {
        const point = ++k
        if (k <= lastFour) {
          const four = fourDigits(view.getInt32(k, true))
          if (four >= 0) {
            integer = (Math.imul(integer, 10000) + four) | 0
            k += 4
          }
        }
        digit = bytes[k]! - ZERO
        while (digit >>> 0 < 10) {
          integer = (Math.imul(integer, 10) + digit) | 0
          digit = bytes[++k]! - ZERO
        }
        const decimals = k - point
        digits += decimals
        if (digits <= 9) value = integer / powers[decimals]!
        else if (digits <= 15) value = manyDigits(bytes, whole, k) / powers[decimals]!
      } else if (digits > 9 && digits <= 15) value = manyDigits(bytes, whole, k)
      if (digits === 0) {
        // An empty field is a missing value; an empty row is none, and a lone column has no empty fields.
        if (k !== first || width === 1) return { position: start, rows }
        value = Number.NaN
      } else if (digits > 15) return { position: start, rows }
      let after = digit + ZERO
      if (after === RETURN && bytes[k + 1] === NEWLINE) {
        after = NEWLINE
        k++
      }
      if (after !== (j === width - 1 ? NEWLINE : separator)) return { position: start, rows }
      values[at] = negative ? -value : value
      k++
    }
    start = k
    rows++
  }
  return { position: start, rows }
}

/** The number that four bytes, the lowest first, are as digits; −1 where one is none. Two digits become one, twice. */
function fourDigits(bytes: number): number {
  if ((((bytes + 0x46464646) | (bytes - 0x30303030)) & 0x80808080) !== 0) return -1
  const digits = bytes - 0x30303030
  const pairs = (Math.imul(digits, 10) + (digits >>> 8)) & 0x00ff00ff
  return (Math.imul(pairs, 100) + (pairs >>> 16)) & 0xffff
}

/** Up to fifteen digits as a number, which a double holds exactly; the point among them is skipped. */
function manyDigits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let k = from; k < to; k++) if (bytes[k] !== POINT) value = value * 10 + bytes[k]! - ZERO
  return value
}
