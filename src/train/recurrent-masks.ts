import type { tf } from '../tf.ts'

interface Cell {
  dropoutMask?: tf.Tensor | tf.Tensor[] | null
  recurrentDropoutMask?: tf.Tensor | tf.Tensor[] | null
  cells?: Cell[]
}

interface Recurrent {
  cell?: Cell
  forwardLayer?: Recurrent
  backwardLayer?: Recurrent
  layers?: Recurrent[]
}

/** Frees the dropout masks that TensorFlow.js's recurrent cells keep from one call to the next. */
export function releaseMasks(layer: unknown): void {
  const { cell, forwardLayer, backwardLayer, layers } = layer as Recurrent
  for (const inner of [forwardLayer, backwardLayer, ...(layers ?? [])]) if (inner) releaseMasks(inner)
  for (const c of cell ? [cell, ...(cell.cells ?? [])] : []) {
    for (const mask of [c.dropoutMask, c.recurrentDropoutMask].flat()) {
      if (mask && !mask.isDisposed) mask.dispose()
    }
    c.dropoutMask = c.recurrentDropoutMask = null
  }
}
