/** The IDX format of MNIST: a magic number, the sizes, then bytes (http://yann.lecun.com/exdb/mnist/, "file formats"). */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { GradlabError } from '../errors.ts'
import { freshFloats } from './fresh.ts'

export interface Idx {
  /** Sizes of the dimensions: [60000, 28, 28] for the training images. */
  readonly shape: number[]
  readonly values: Uint8Array
}

/**
 * Parses an IDX file of unsigned bytes, without copying.
 * @throws on a wrong magic number or length, with what was found
 */
export function parseIdx(bytes: Uint8Array, name = 'the file'): Idx {
  const { shape, start } = readHeader(bytes, bytes.length, name)
  return { shape, values: bytes.subarray(start) }
}

/** Sizes of the dimensions, and where the bytes begin, from a file's first bytes and its length. */
function readHeader(bytes: Uint8Array, length: number, name: string): { shape: number[]; start: number } {
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== 8) {
    const found = [...bytes.subarray(0, 4)].map((b) => b.toString(16).padStart(2, '0')).join(' ')
    throw new GradlabError(
      `Expected ${name} to begin with 00 00 08 (IDX, unsigned bytes), found ${found || 'nothing'}.`,
    )
  }
  const rank = bytes[3]!
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 4 + 4 * rank
  const shape = bytes.length < start ? [] : Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i))
  const wanted = start + shape.reduce((a, b) => a * b, 1)
  if (length !== wanted) {
    throw new GradlabError(`Expected ${name} to have ${wanted} bytes, as its header says, found ${length}.`)
  }
  return { shape, start }
}

/** Read at once: what the processor's cache holds. */
const PIECE = 1 << 18

/**
 * An IDX file as numbers, piece by piece: the bytes of the whole file are never in memory.
 * @param scale 1 / 255 for 0 … 1, 1 for 0 … 255
 * @throws as `parseIdx`, and where the file cannot be read
 */
export function readIdxFloats(path: string, scale: number, name = path): { shape: number[]; values: Float32Array } {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const piece = new Uint8Array(PIECE)
    const first = piece.subarray(0, readSync(file, piece, 0, Math.min(64, size), 0))
    const { shape, start } = readHeader(first, size, name)
    const values = freshFloats(size - start)
    for (let at = start; at < size; ) {
      const count = readSync(file, piece, 0, Math.min(PIECE, size - at), at)
      if (!count) throw new GradlabError(`Expected ${name} to have ${size} bytes, found ${at}.`)
      bytesToFloats(piece.subarray(0, count), scale, values.subarray(at - start))
      at += count
    }
    return { shape, values }
  } finally {
    closeSync(file)
  }
}

/**
 * Bytes 0 … 255 as numbers 0 … 1 (or 0 … 255). Four at a time, zeros skipped: most pixels of MNIST are black.
 * @param out zeros to write into
 */
export function bytesToFloats(bytes: Uint8Array, scale = 1 / 255, out = new Float32Array(bytes.length)): Float32Array {
  const table = new Float32Array(256)
  for (let i = 0; i < 256; i++) table[i] = scale === 1 / 255 ? i / 255 : i * scale
  const aligned = bytes.byteOffset % 4 === 0
  const words = aligned ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : new Uint32Array(0)
  for (let i = 0, k = 0; i < words.length; i++, k += 4) {
    const word = words[i]!
    if (word === 0) continue
    // The lowest byte comes first on all processors that Node runs on with TensorFlow.
    out[k] = table[word & 255]!
    out[k + 1] = table[(word >>> 8) & 255]!
    out[k + 2] = table[(word >>> 16) & 255]!
    out[k + 3] = table[word >>> 24]!
  }
  for (let k = 4 * words.length; k < bytes.length; k++) out[k] = table[bytes[k]!]!
  return out
}
