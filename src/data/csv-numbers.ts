/** The fast part of the CSV parser: rows that hold nothing but plain numbers, in one loop over the bytes. */

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

/**
 * Reads rows into columns while every field is a plain number (digits, at most one point, a minus before) or empty, which
 * is NaN. Stops at the beginning of the first row that holds anything else, has another number of fields or is empty.
 * @param from of the first byte
 * @param row of the columns to fill first
 * @param most rows to read
 */
export function readNumbers(
  bytes: Uint8Array,
  separator: number,
  columns: readonly Float64Array[],
  { from, row, most }: { from: number; row: number; most: number },
): Progress {
  const { length } = bytes
  const width = columns.length
  let start = from
  let rows = 0
  while (rows < most && start < length) {
    let k = start
    for (let j = 0; j < width; j++) {
      let c = k < length ? bytes[k]! : NEWLINE
      const first = k
      const negative = c === MINUS
      if (negative) c = bytes[++k]!
      // Up to nine digits fit into a small integer, which is what makes this loop fast.
      let value = 0
      let digit = c - 48
      const whole = k
      while (digit >= 0 && digit <= 9) {
        value = k - whole < 9 ? (value * 10 + digit) | 0 : value * 10 + digit
        digit = bytes[++k]! - 48
      }
      let digits = k - whole
      c = digit + 48
      if (c === POINT) {
        const point = ++k
        digit = bytes[k]! - 48
        while (digit >= 0 && digit <= 9) {
          value = digits + k - point < 9 ? (value * 10 + digit) | 0 : value * 10 + digit
          digit = bytes[++k]! - 48
        }
        c = digit + 48
        digits += k - point
        if (digits > 0 && digits <= 15) value /= powers[k - point]!
      }
      if (k >= length) c = NEWLINE
      else if (c === RETURN && bytes[k + 1] === NEWLINE) {
        c = NEWLINE
        k++
      }
      if (digits === 0) {
        // An empty field is a missing value; an empty row is none, and a lone column has no empty fields.
        if (k !== first || width === 1) return { position: start, rows }
        value = Number.NaN
      } else if (digits > 15) return { position: start, rows }
      if (c !== (j === width - 1 ? NEWLINE : separator)) return { position: start, rows }
      columns[j]![row + rows] = negative ? -value : value
      k++
    }
    start = k
    rows++
  }
  return { position: Math.min(start, length), rows }
}
