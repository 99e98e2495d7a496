import { Random } from '../random.ts'

/** The order of the rows in an epoch: a function of the seed and the epoch, so that a resumed run takes the same. */
export function epochOrder(rows: number, shuffle: boolean, seed: number, epoch: number): Int32Array {
  if (!shuffle) return Int32Array.from({ length: rows }, (_, i) => i)
  return new Random(seed * 2 ** 20 + epoch + 1).permutation(rows)
}
