/**
 * Weights in a file with one byte a number: kernels and embeddings as `models.quantize` rounds them, biases and norms as they
 * are. A quantized model comes back with the same numbers.
 */
import { GradlabError } from '../errors.ts'
import { fromLevels, toLevels } from './levels.ts'

/** As much of TensorFlow.js's own as is used here. */
export interface WeightSpec {
  readonly name: string
  readonly shape: number[]
  readonly dtype: string
}

/** One weight in the file: scales, then one byte a number where `dtype` is 'int8', else the numbers themselves. */
export interface Int8Spec extends WeightSpec {
  /** Of 'int8': the largest code. */
  readonly levels?: number
}

/** The weights, kernels in one byte a number. */
export function encodeInt8(
  specs: readonly WeightSpec[],
  data: ArrayBuffer,
  levels = 127,
): { specs: Int8Spec[]; bytes: Buffer } {
  const parts: Buffer[] = []
  let at = 0
  const made = specs.map(({ name, shape, dtype }): Int8Spec => {
    const size = shape.reduce((a, b) => a * b, 1)
    const length = size * (dtype === 'bool' ? 1 : 4)
    const part = Buffer.from(data, at, length)
    at += length
    if (dtype !== 'float32' || shape.length < 2) {
      parts.push(part)
      return { name, shape, dtype }
    }
    const { codes, largest } = toLevels(floats(part), shape.at(-1)!, levels)
    parts.push(Buffer.from(largest.buffer), Buffer.from(Int8Array.from(codes).buffer))
    return { name, shape, dtype: 'int8', levels }
  })
  return { specs: made, bytes: Buffer.concat(parts) }
}

/**
 * The weights as TensorFlow.js takes them.
 * @throws where the bytes are not as many as the specs say
 */
export function decodeInt8(specs: readonly Int8Spec[], bytes: Buffer): { specs: WeightSpec[]; data: ArrayBuffer } {
  const parts: Buffer[] = []
  let at = 0
  const take = (length: number): Buffer => {
    at += length
    if (at > bytes.length)
      throw new GradlabError('The weights of this model are cut off: the file is shorter than it should be.')
    return bytes.subarray(at - length, at)
  }
  const made = specs.map(({ name, shape, dtype, levels }): WeightSpec => {
    const size = shape.reduce((a, b) => a * b, 1)
    if (dtype !== 'int8') {
      parts.push(take(size * (dtype === 'bool' ? 1 : 4)))
      return { name, shape, dtype }
    }
    const largest = floats(take(4 * shape.at(-1)!))
    const codes = take(size)
    const values = fromLevels(new Int8Array(codes.buffer, codes.byteOffset, size), largest, levels!)
    parts.push(Buffer.from(values.buffer))
    return { name, shape, dtype: 'float32' }
  })
  const all = Buffer.concat(parts)
  return { specs: made, data: all.buffer.slice(all.byteOffset, all.byteOffset + all.length) as ArrayBuffer }
}

/** A copy, because bytes in a file lie anywhere and floats do not. */
function floats(bytes: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer)
}
