/** A dataset: inputs and targets as tensors, row by row, with names; it splits, batches and shows itself. */
import { type Displayable, displaySymbol, type MimeBundle } from '../display.ts'
import { checkOptions, describe, expected, GradlabError, nearest } from '../errors.ts'
import { generator } from '../random.ts'
import { tf } from '../tf.ts'
import { viewOf } from '../view.ts'
import { labelsOf } from './labels.ts'
import { wholeNumber } from './numbers.ts'
import { type SplitOptions, splitRows } from './split.ts'
import { describeDataset } from './summary.ts'

/** Where real data comes from. */
export interface Origin {
  /** Who made it, and where it was published. */
  readonly source: string
  readonly licence: string
  /** Of the file it was read from: `md5:…` or `sha256:…`. */
  readonly checksum: string
}

export interface DatasetInit {
  /** Inputs, one example a row: [size, …]. The dataset owns it from now on. */
  x: tf.Tensor
  /** Targets, one a row: [size], [size, 1] or [size, classes]. The dataset owns it from now on. */
  y: tf.Tensor
  /** Names of the columns of `x`, where it has two dimensions. */
  featureNames?: readonly string[]
  /** Names of the classes: class k has label k. */
  classNames?: readonly string[]
  /** Name of the target. @default 'y' */
  targetName?: string
  name?: string
  origin?: Origin
}

export interface BatchOptions {
  /** Rows in random order, new for each call. @default false */
  shuffle?: boolean
  /** @default the next seed of `seed(n)` */
  seed?: number
  /** Leave out a last batch that is smaller. @default false */
  dropLast?: boolean
}

export class Dataset implements Displayable {
  readonly x: tf.Tensor
  readonly y: tf.Tensor
  /** Number of examples. */
  readonly size: number
  readonly featureNames?: readonly string[]
  readonly classNames?: readonly string[]
  readonly targetName: string
  readonly name?: string
  /** Source, licence and checksum of real data. */
  readonly origin?: Origin

  constructor(init: DatasetInit) {
    if (!init || typeof init !== 'object') throw expected('`{ x, y }` with tensors', init, 'Or use `data.fromArrays`.')
    const { x, y, featureNames, classNames } = init
    for (const [name, tensor] of Object.entries({ x, y })) {
      if (!(tensor instanceof tf.Tensor)) {
        throw expected(`\`${name}\` to be a tensor`, tensor, 'Make one with tf.tensor, or use `data.fromArrays`.')
      }
      if (tensor.isDisposed) throw new GradlabError(`Expected \`${name}\` to be a tensor, found a disposed one.`)
      if (tensor.rank === 0) throw expected(`\`${name}\` to have one example a row`, tensor)
    }
    if (x.shape[0] !== y.shape[0]) {
      throw new GradlabError(
        `Expected as many targets as inputs, found x of shape [${x.shape.join(', ')}] and y of shape [${y.shape.join(', ')}]: ` +
          'the first dimension counts the examples in both.',
      )
    }
    const width = x.shape.slice(1).reduce((a, b) => a * b, 1)
    if (featureNames && featureNames.length !== width) {
      throw expected(`${width} feature names, one a column of x`, featureNames)
    }
    this.x = x
    this.y = y
    this.size = x.shape[0]!
    if (featureNames) this.featureNames = featureNames
    if (classNames) this.classNames = classNames
    this.targetName = init.targetName ?? 'y'
    if (init.name !== undefined) this.name = init.name
    if (init.origin) this.origin = init.origin
  }

  /** Names of all columns: the features, then the target. */
  get columns(): string[] {
    return [...this.#featureNames(), this.targetName]
  }

  #featureNames(): readonly string[] {
    if (this.featureNames) return this.featureNames
    const width = this.x.shape.slice(1).reduce((a, b) => a * b, 1)
    return width === 1 ? ['x'] : Array.from({ length: width }, (_, i) => `x${i}`)
  }

  /** The values of one column: a feature, or the target (one-hot targets as class labels). */
  column(name: string): Float32Array | Int32Array {
    this.#alive()
    if (name === this.targetName) {
      return this.y.rank > 1 && this.y.shape[1]! > 1 ? this.labels() : (this.y.dataSync() as Float32Array)
    }
    const index = this.#featureNames().indexOf(name)
    if (index < 0) {
      const near = nearest(name, this.columns)
      throw new GradlabError(`There is no column '${name}'.${near ? ` Did you mean '${near}'?` : ''}`)
    }
    return tf.tidy(() => this.x.reshape([this.size, -1]).slice([0, index], [-1, 1]).dataSync()) as Float32Array
  }

  /** Class labels 0 … classes−1, one an example, whether the targets are labels or one-hot rows. */
  labels(): Int32Array {
    this.#alive()
    return labelsOf(this.y)
  }

  /**
   * Splits at random into two sets that own their tensors; this one stays as it is.
   * @param how the share of the test set in (0, 1), or `{ test: 0.2, stratify: false, shuffle: true, seed }`
   * @example const { train, test } = set.split(0.2)
   */
  split(how: number | SplitOptions = 0.2): { train: Dataset; test: Dataset } {
    this.#alive()
    const { train, test } = splitRows(this.size, typeof how === 'number' ? { test: how } : how, () => this.labels())
    return { train: this.rows(train), test: this.rows(test) }
  }

  /** The examples at these rows, in this order, as a set of its own. */
  rows(indices: ArrayLike<number>): Dataset {
    this.#alive()
    const list = indices instanceof Int32Array ? indices : Int32Array.from(indices)
    for (const row of list) {
      if (!(row >= 0 && row < this.size)) throw expected(`rows in [0, ${this.size})`, row)
    }
    return this.#with(
      ...(tf.tidy(() => {
        const index = tf.tensor1d(list, 'int32')
        return [tf.gather(this.x, index), tf.gather(this.y, index)]
      }) as [tf.Tensor, tf.Tensor]),
    )
  }

  /** The first `count` examples, or `count` from `start` on, as a set of its own. */
  take(count: number, start = 0): Dataset {
    this.#alive()
    wholeNumber('count', count, 1)
    wholeNumber('start', start, 0)
    if (start + count > this.size) {
      throw expected(`at most ${this.size - start} examples from ${start} on`, count, `The set has ${this.size}.`)
    }
    return this.#with(
      ...(tf.tidy(() => [slice(this.x, start, count), slice(this.y, start, count)]) as [tf.Tensor, tf.Tensor]),
    )
  }

  /**
   * The set in batches of `size` examples; the last may be smaller. Each batch is disposed when the next one is asked for
   * and when the loop ends: keep what you need of it with `tf.clone`.
   * @example for (const batch of set.batches(32, { shuffle: true })) { … batch.x … }
   */
  *batches(size: number, options: BatchOptions = {}): Generator<Dataset, void, void> {
    this.#alive()
    checkOptions('`batches`', options, ['shuffle', 'seed', 'dropLast'])
    wholeNumber('size', size, 1)
    if (size > this.size) {
      throw expected(`a batch size of at most ${this.size}, the size of the set`, size, 'Take a smaller batch.')
    }
    const order = options.shuffle ? generator(options.seed).permutation(this.size) : undefined
    for (let start = 0; start < this.size; start += size) {
      const count = Math.min(size, this.size - start)
      if (count < size && options.dropLast) return
      const batch = order ? this.rows(order.subarray(start, start + count)) : this.take(count, start)
      try {
        yield batch
      } finally {
        batch.dispose()
      }
    }
  }

  /** A set in random order. */
  shuffle(seed?: number): Dataset {
    return this.rows(generator(seed).permutation(this.size))
  }

  /**
   * A set made from this one's tensors, which stays as it is. What the function makes on the way is tidied away.
   * @param change takes x and y, gives new ones (or only x)
   * @example set.map((x, y) => ({ x: x.div(255), y }))
   */
  map(change: (x: tf.Tensor, y: tf.Tensor) => { x: tf.Tensor; y?: tf.Tensor }): Dataset {
    this.#alive()
    if (typeof change !== 'function')
      throw expected('a function that takes x and y', change, 'E.g. `set.map((x) => ({ x: x.div(255) }))`.')
    const [x, y] = tf.tidy(() => {
      const made = change(this.x, this.y)
      if (!(made?.x instanceof tf.Tensor)) {
        throw expected('the function to give `{ x, y }` with tensors', made, 'Tensors are given back, not promises.')
      }
      return [made.x.clone(), (made.y ?? this.y).clone()]
    }) as [tf.Tensor, tf.Tensor]
    return this.#with(x, y)
  }

  /** Frees the tensors. */
  dispose(): void {
    this.x.dispose()
    this.y.dispose()
  }

  get isDisposed(): boolean {
    return this.x.isDisposed || this.y.isDisposed
  }

  #alive(): void {
    if (this.isDisposed) {
      throw new GradlabError('This dataset has been disposed: its tensors are gone. Load or make it again.')
    }
  }

  #with(x: tf.Tensor, y: tf.Tensor): Dataset {
    const same = (a: tf.Tensor, b: tf.Tensor) => a.shape.slice(1).join() === b.shape.slice(1).join()
    try {
      return new Dataset({
        x,
        y,
        targetName: this.targetName,
        ...(this.featureNames && same(x, this.x) ? { featureNames: this.featureNames } : {}),
        ...(this.classNames ? { classNames: this.classNames } : {}),
        ...(this.name ? { name: this.name } : {}),
        ...(this.origin ? { origin: this.origin } : {}),
      })
    } catch (error) {
      tf.dispose([x, y])
      throw error
    }
  }

  toString(): string {
    return describeDataset(this)['text/plain'] as string
  }

  /** What console.log shows, also of `{ train, test }`: the description, not the insides of tensors. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  [displaySymbol](): MimeBundle | Promise<MimeBundle> {
    return (this.isDisposed ? undefined : viewOf('dataset', this)) ?? describeDataset(this)
  }
}

function slice(tensor: tf.Tensor, start: number, count: number): tf.Tensor {
  return tf.slice(tensor, start, count)
}

/** Anything with x and y: fails with a sentence on anything else. */
export function asDataset(value: unknown, where: string): Dataset {
  if (value instanceof Dataset) {
    if (value.isDisposed) throw new GradlabError(`${where} was given a disposed dataset: load or make it again.`)
    return value
  }
  throw new GradlabError(`${where} takes a dataset, found ${describe(value)}. Make one with \`data.fromArrays(x, y)\`.`)
}
