import { epochOrder as shuffled } from '../descent/batch-order.ts'

/** The order of the rows in an epoch: a function of the seed and the epoch, so that a resumed run takes the same, and `descent` on a network too. */
export function epochOrder(rows: number, shuffle: boolean, seed: number, epoch: number): Int32Array {
  if (!shuffle) return Int32Array.from({ length: rows }, (_, i) => i)
  return shuffled(rows, seed, epoch)
}
