/** The IDX format of MNIST: a magic number, the sizes, then bytes (http://yann.lecun.com/exdb/mnist/, "file formats"). */
import { GradlabError } from '../errors.ts'

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
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== 8) {
    const found = [...bytes.subarray(0, 4)].map((b) => b.toString(16).padStart(2, '0')).join(' ')
    throw new GradlabError(
      `Expected ${name} to begin with 00 00 08 (IDX, unsigned bytes), found ${found || 'nothing'}.`,
    )
  }
  const rank = bytes[3]!
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = 4 + 4 * rank
  const shape = bytes.length < header ? [] : Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i))
  const wanted = header + shape.reduce((a, b) => a * b, 1)
  if (bytes.length !== wanted) {
    throw new GradlabError(`Expected ${name} to have ${wanted} bytes, as its header says, found ${bytes.length}.`)
  }
  return { shape, values: bytes.subarray(header) }
}

/** Bytes 0 … 255 as numbers 0 … 1 (or 0 … 255). Four at a time, zeros skipped: most pixels of MNIST are black. */
export function bytesToFloats(bytes: Uint8Array, scale = 1 / 255): Float32Array {
  const table = new Float32Array(256)
  for (let i = 0; i < 256; i++) table[i] = scale === 1 / 255 ? i / 255 : i * scale
  const out = new Float32Array(bytes.length)
  const aligned = bytes.byteOffset % 4 === 0
  const words = aligned ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) : new Uint32Array(0)
  for (let i = 0, k = 0; i < words.length; i++, k += 4) {
    if (words[i] === 0) continue
    out[k] = table[bytes[k]!]!
    out[k + 1] = table[bytes[k + 1]!]!
    out[k + 2] = table[bytes[k + 2]!]!
    out[k + 3] = table[bytes[k + 3]!]!
  }
  for (let k = 4 * words.length; k < bytes.length; k++) out[k] = table[bytes[k]!]!
  return out
}
