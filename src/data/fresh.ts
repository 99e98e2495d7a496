/** Memory for large arrays. */
import { tf } from '../tf.ts'

interface Binding {
  /** Of our addon on Linux (scripts/native/huge-pages.cc). */
  adviseHugePages?(buffer: ArrayBuffer): boolean
}

/** From here on one page of 2 MB is surely whole. */
const LARGE = 1 << 22

/**
 * Zeros to be written to once, from the first to the last. Large ones lie in pages of 2 MB where Linux has some: fresh
 * memory in pages of 4 kB takes longer to touch than MNIST takes to read and convert.
 */
export function freshFloats(length: number): Float32Array<ArrayBuffer> {
  return inLargePages(new Float32Array(length))
}

/** The same in double precision. */
export function freshDoubles(length: number): Float64Array<ArrayBuffer> {
  return inLargePages(new Float64Array(length))
}

function inLargePages<T extends ArrayBufferView<ArrayBuffer>>(values: T): T {
  if (values.byteLength >= LARGE) (tf.backend() as { binding?: Binding }).binding?.adviseHugePages?.(values.buffer)
  return values
}
