/** Means over examples, from the means of batches. */
export class Means {
  readonly #names: readonly string[]
  readonly #sums: Float64Array
  /** Examples so far. */
  rows = 0

  constructor(names: readonly string[]) {
    this.#names = names
    this.#sums = new Float64Array(names.length)
  }

  /** Adds a batch: its means in the order of the names, and how many examples it has. */
  add(values: ArrayLike<number>, rows: number): void {
    for (let i = 0; i < this.#sums.length; i++) this.#sums[i]! += values[i]! * rows
    this.rows += rows
  }

  get values(): Record<string, number> {
    return Object.fromEntries(this.#names.map((name, i) => [name, this.#sums[i]! / this.rows]))
  }
}
