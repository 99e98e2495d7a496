/** TensorFlow.js tensors and variables: shape, type, memory, values (known by what they have). */
import type { MimeBundle } from '../../session/contract.ts'

interface TensorLike {
  dataId: object
  dtype: string
  shape: number[]
  size: number
  isDisposed: boolean
  name?: string
  trainable?: boolean
  slice(begin: number[], size: number[]): TensorLike
  toString(): string
  dispose(): void
}

/** Of a dimension longer than this, the first values are shown. */
const most = 8
/** Tensors up to this size print whole: TensorFlow.js abbreviates them itself. */
const small = 10_000

function isTensor(value: any): value is TensorLike {
  return (
    typeof value.dataId === 'object' &&
    typeof value.dtype === 'string' &&
    Array.isArray(value.shape) &&
    typeof value.dataSync === 'function'
  )
}

const widths: Record<string, number> = { float32: 4, int32: 4, bool: 1, complex64: 8 }

function memory(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const units = ['kB', 'MB', 'GB']
  const power = Math.min(3, Math.floor(Math.log2(bytes) / 10))
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`
}

function values(tensor: TensorLike): string {
  const print = (t: TensorLike) => t.toString().replace(/^Tensor\n?/, '')
  if (tensor.size <= small) return print(tensor)
  const size = tensor.shape.map((length) => Math.min(length, most))
  // A corner is cut out, so that a large tensor is not copied from the backend to show a few numbers.
  const corner = tensor.slice(new Array<number>(size.length).fill(0), size)
  try {
    return `${print(corner)}\n    … the first values of each dimension`
  } finally {
    corner.dispose()
  }
}

export function tensorDisplay(value: unknown): MimeBundle | undefined {
  if (typeof value !== 'object' || value === null || !isTensor(value)) return undefined
  const kind = typeof value.trainable === 'boolean' ? `Variable ${value.name ?? ''}` : 'Tensor'
  const width = widths[value.dtype]
  const parts = [value.dtype, ...(width ? [memory(value.size * width)] : [])]
  const title = `${kind.trim()} [${value.shape.join(', ')}] ${parts.join(', ')}`
  if (value.isDisposed) return { 'text/plain': `${title}; disposed: its memory was given back, its values are gone` }
  return { 'text/plain': `${title}\n${values(value)}` }
}
