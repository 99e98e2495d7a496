/** Which samples a step looks at: every epoch a new permutation, cut into batches in order. */
import { expected } from '../errors.ts'
import { Random, type RandomState } from '../random.ts'

/** Where the order stands, as plain data. */
export interface BatchOrderState {
  readonly random: RandomState
  readonly order: ArrayLike<number>
  /** Where in the order the next batch begins. */
  readonly next: number
  readonly epoch: number
}

/**
 * Batches of an epoch: `generator(seed).permutation(size)`, cut into pieces of `batchSize`; the last may be smaller.
 * `train.fit` takes the same ones from the same seed.
 */
export class BatchOrder {
  readonly size: number
  readonly batchSize: number
  #random: Random
  #order: Int32Array
  #next = 0
  #epoch = 0

  constructor(size: number, batchSize: number, random: Random) {
    if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
      throw expected('`batchSize` to be a whole number ≥ 1', batchSize)
    }
    this.size = size
    this.batchSize = Math.min(batchSize, size)
    this.#random = random
    this.#order = random.permutation(size)
  }

  /** Epochs finished. */
  get epoch(): number {
    return this.#epoch
  }

  /** The rows of the next batch. Valid until the one after it is asked for. */
  take(): Int32Array {
    if (this.#next >= this.size) {
      this.#order = this.#random.permutation(this.size)
      this.#next = 0
      this.#epoch++
    }
    const rows = this.#order.subarray(this.#next, Math.min(this.#next + this.batchSize, this.size))
    this.#next += this.batchSize
    return rows
  }

  /** An order is never changed once drawn, so a state may share it. */
  get state(): BatchOrderState {
    return { random: this.#random.state, order: this.#order, next: this.#next, epoch: this.#epoch }
  }

  set state(state: BatchOrderState) {
    this.#random.state = state.random
    this.#order = state.order instanceof Int32Array ? state.order : Int32Array.from(state.order)
    this.#next = state.next
    this.#epoch = state.epoch
  }

  /** An order of its own that stands where this one stands. */
  copy(): BatchOrder {
    const copy = new BatchOrder(1, this.batchSize, new Random(0))
    Object.assign(copy, { size: this.size, batchSize: this.batchSize })
    copy.state = this.state
    return copy
  }
}
