/** Source maps, version 3: reads TypeScript's mappings and writes them again for text that was edited since. */

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Int8Array(128).fill(-1)
for (let i = 0; i < digits.length; i++) values[digits.charCodeAt(i)] = i

/** Generated line and column, source line and column, all from 0. */
export type Segment = [line: number, column: number, sourceLine: number, sourceColumn: number]

export function decodeMappings(mappings: string): Segment[] {
  const segments: Segment[] = []
  let line = 0
  let column = 0
  let sourceLine = 0
  let sourceColumn = 0
  let at = 0
  const number = (): number => {
    let result = 0
    let shift = 0
    for (;;) {
      const digit = values[mappings.charCodeAt(at++)] as number
      result |= (digit & 31) << shift
      if (digit < 32) break
      shift += 5
    }
    return result & 1 ? -(result >> 1) : result >> 1
  }
  while (at < mappings.length) {
    const char = mappings[at]
    if (char === ';') {
      line++
      column = 0
      at++
    } else if (char === ',') {
      at++
    } else {
      column += number()
      if (at < mappings.length && mappings[at] !== ',' && mappings[at] !== ';') {
        number()
        sourceLine += number()
        sourceColumn += number()
        if (at < mappings.length && mappings[at] !== ',' && mappings[at] !== ';') number()
        segments.push([line, column, sourceLine, sourceColumn])
      }
    }
  }
  return segments
}

/** Segments sorted by generated line and column, of one source. */
export function encodeMappings(segments: readonly Segment[]): string {
  let out = ''
  let line = 0
  let column = 0
  let sourceLine = 0
  let sourceColumn = 0
  let first = true
  for (const segment of segments) {
    while (line < segment[0]) {
      out += ';'
      line++
      column = 0
      first = true
    }
    if (!first) out += ','
    first = false
    out += encode(segment[1] - column) + 'A' + encode(segment[2] - sourceLine) + encode(segment[3] - sourceColumn)
    column = segment[1]
    sourceLine = segment[2]
    sourceColumn = segment[3]
  }
  return out
}

function encode(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1
  let out = ''
  do {
    const digit = rest & 31
    rest >>>= 5
    out += digits[rest > 0 ? digit | 32 : digit]
  } while (rest > 0)
  return out
}

export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return starts
}

/** Line and column, from 0, of an offset. */
export function lineAndColumn(starts: readonly number[], offset: number): [number, number] {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] as number) <= offset) low = middle
    else high = middle
  }
  return [low, offset - (starts[low] as number)]
}
