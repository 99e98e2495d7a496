/** Which samples a step looks at: every epoch a new permutation, cut into batches in order. */
import { expected } from '../errors.ts'
import { Random } from '../random.ts'

/** Where the order stands, as plain data: the order itself follows from the seed and the epoch. */
export interface BatchOrderState {
  readonly epoch: number
  /** Where in the epoch's order the next batch begins. */
  readonly next: number
}

/** The order of an epoch: a function of the seed and the epoch alone, and the one that `train.fit` takes. */
export function epochOrder(size: number, seed: number, epoch: number): Int32Array {
  return new Random(seed * 2 ** 20 + epoch + 1).permutation(size)
}

/** Batches of `batchSize` rows in the order of each epoch; the last of an epoch may be smaller. */
export class BatchOrder {
  readonly size: number
  readonly batchSize: number
  readonly seed: number
  #order: Int32Array | undefined
  #next = 0
  #epoch = 0

  constructor(size: number, batchSize: number, seed: number) {
    if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
      throw expected('`batchSize` to be a whole number ≥ 1', batchSize)
    }
    this.size = size
    this.batchSize = Math.min(batchSize, size)
    this.seed = seed
  }

  /** The epoch of the batch taken last, from 0. */
  get epoch(): number {
    return this.#epoch
  }

  /** The rows of the next batch; they are never changed afterwards. */
  take(): Int32Array {
    if (this.#next >= this.size) {
      this.#epoch++
      this.#next = 0
      this.#order = undefined
    }
    this.#order ??= epochOrder(this.size, this.seed, this.#epoch)
    const rows = this.#order.subarray(this.#next, Math.min(this.#next + this.batchSize, this.size))
    this.#next += this.batchSize
    return rows
  }

  get state(): BatchOrderState {
    return { epoch: this.#epoch, next: this.#next }
  }

  set state(state: BatchOrderState) {
    if (state.epoch !== this.#epoch) this.#order = undefined
    this.#epoch = state.epoch
    this.#next = state.next
  }

  /** An order of its own that stands where this one stands. */
  copy(): BatchOrder {
    const copy = new BatchOrder(this.size, this.batchSize, this.seed)
    copy.state = this.state
    return copy
  }
}
