/** Data larger than memory: batch after batch, from a generator or a CSV file, never all at once. */
import { createReadStream, existsSync } from 'node:fs'
import { checkName, checkOptions, expected, GradlabError } from '../errors.ts'
import { generator } from '../random.ts'
import { tf } from '../tf.ts'
import { fromArrays } from './csv.ts'
import { type CsvOptions, parseCsv } from './csv-parser.ts'
import type { Dataset } from './dataset.ts'
import { flatten, isRecord, type Nested } from './nested.ts'
import { wholeNumber } from './numbers.ts'

/** One example: inputs (numbers, nested as deep as they are) and target; for several inputs or outputs records by name. */
export interface Example<X = readonly number[], Y = number | readonly number[]> {
  readonly x: X
  readonly y: Y
}

export interface StreamOptions {
  /** Examples a batch. @default 32 */
  batchSize?: number
  /** Examples that are held and drawn from at random; 0 keeps the order. @default 0 */
  shuffleBuffer?: number
  /** Of the drawing. @default the next seed of `seed(n)` */
  seed?: number
  /** Leave out a last batch that is smaller. @default false */
  dropLast?: boolean
  /** The targets are class labels (int32); of targets by name each loss knows it. @default false */
  classes?: boolean
}

/** A batch for a model with several inputs or outputs: tensors by the names that the examples have. */
export interface SeveralBatch {
  readonly x: tf.Tensor | Readonly<Record<string, tf.Tensor>>
  readonly y: tf.Tensor | Readonly<Record<string, tf.Tensor>>
  /** Frees the tensors. */
  dispose(): void
}

/** What a stream gives: a dataset, or tensors by name where its examples are records. */
export type StreamBatch<X, Y> = [X] extends [Nested | number]
  ? [Y] extends [Nested | number]
    ? Dataset
    : SeveralBatch
  : SeveralBatch

/** A set that is read anew for each epoch; each batch is disposed when the next one is asked for. */
export class Stream<X = any, Y = any> {
  readonly batchSize: number
  readonly #source: () => AsyncIterable<Example<X, Y>> | Iterable<Example<X, Y>>
  readonly #options: StreamOptions

  constructor(source: () => AsyncIterable<Example<X, Y>> | Iterable<Example<X, Y>>, options: StreamOptions) {
    if (typeof source !== 'function') {
      throw expected(
        'a function that starts the examples anew',
        source,
        'For example `data.stream(async function* () { yield { x: [1, 2], y: 0 } })`.',
      )
    }
    checkOptions('`data.stream`', options, ['batchSize', 'shuffleBuffer', 'seed', 'dropLast', 'classes'])
    this.batchSize = wholeNumber('batchSize', options.batchSize ?? 32)
    wholeNumber('shuffleBuffer', options.shuffleBuffer ?? 0, 0)
    this.#source = source
    this.#options = options
  }

  /** The examples, one after the other, drawn from the buffer where there is one. */
  async *examples(): AsyncGenerator<Example<X, Y>, void, void> {
    const { shuffleBuffer = 0 } = this.#options
    if (!shuffleBuffer) {
      yield* this.#source()
      return
    }
    const random = generator(this.#options.seed)
    const held: Example<X, Y>[] = []
    for await (const example of this.#source()) {
      if (held.length < shuffleBuffer) {
        held.push(example)
        continue
      }
      const k = random.integer(held.length)
      yield held[k]!
      held[k] = example
    }
    for (const k of random.permutation(held.length)) yield held[k]!
  }

  /**
   * One epoch, batch after batch.
   * @example for await (const batch of stream) { … batch.x … }
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<StreamBatch<X, Y>, void, void> {
    const { dropLast = false, classes = false } = this.#options
    let [xs, ys]: [X[], Y[]] = [[], []]
    let row = 0
    const make = () => {
      try {
        return makeBatch(xs, ys, classes) as StreamBatch<X, Y>
      } catch (error) {
        const message = `Examples ${row - xs.length} to ${row - 1} of the stream make no batch: ${(error as Error).message}`
        throw Object.assign(new GradlabError(message), { cause: error })
      }
    }
    const whole = () => xs.length === this.batchSize
    for await (const example of this.examples()) {
      if (!example || typeof example !== 'object' || !('x' in example) || !('y' in example)) {
        throw expected(`example ${row} of the stream to be { x, y }`, example)
      }
      xs.push(example.x)
      ys.push(example.y)
      row++
      if (!whole()) continue
      const batch = make()
      ;[xs, ys] = [[], []]
      try {
        yield batch
      } finally {
        batch.dispose()
      }
    }
    if (!xs.length || dropLast) return
    const batch = make()
    try {
      yield batch
    } finally {
      batch.dispose()
    }
  }

  /** The same, for TensorFlow.js's own `model.fitDataset`. */
  toTensorFlow(): ReturnType<typeof tf.data.generator> {
    const self = this
    const batches = async function* () {
      for await (const { x, y } of self) yield { xs: mapParts(x, (t) => t.clone()), ys: mapParts(y, (t) => t.clone()) }
    }
    return tf.data.generator(batches as never)
  }
}

type Parts<T> = T | Readonly<Record<string, T>>

function mapParts<T, R>(parts: Parts<T>, change: (part: T, name?: string) => R): Parts<R> {
  if (!isRecord(parts)) return change(parts as T)
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, change(part as T, name)]))
}

/** Examples as one batch: columns by name where they are records. */
function makeBatch(xs: readonly unknown[], ys: readonly unknown[], classes: boolean): Dataset | SeveralBatch {
  if (!isRecord(xs[0]) && !isRecord(ys[0])) return fromArrays(xs as any, ys as any, { classes })
  const made: tf.Tensor[] = []
  const dispose = () => tf.dispose(made)
  const column = (values: unknown[], name: string, whole: boolean): tf.Tensor => {
    const { shape, values: flat } = flatten(values as Nested, name)
    const typed = whole ? Int32Array.from(flat) : Float32Array.from(flat)
    // One number an example: a column, but class numbers stay as they are.
    const tensor = tf.tensor(typed, shape.length === 1 && !whole ? [shape[0]!, 1] : shape)
    made.push(tensor)
    return tensor
  }
  const side = (examples: readonly unknown[], name: 'x' | 'y', whole: boolean): Parts<tf.Tensor> => {
    const first = examples[0]
    if (!isRecord(first)) return column([...examples], name, whole)
    const names = Object.keys(first)
    return Object.fromEntries(
      names.map((key) => {
        const values = examples.map((example, i) => {
          if (isRecord(example) && Object.keys(example).length === names.length && key in example) return example[key]
          throw expected(`example ${i} of the batch to have \`${name}: { ${names.join(', ')} }\``, example)
        })
        return [key, column(values, `${name}.${key}`, false)]
      }),
    )
  }
  try {
    return { x: side(xs, 'x', false), y: side(ys, 'y', classes), dispose }
  } catch (error) {
    dispose()
    throw error
  }
}

/**
 * A set that does not fit into memory: a function that yields examples, called anew for each epoch.
 * For a model with several inputs or outputs the examples are records by their names: `{ x: { tokens, size }, y: { price } }`.
 * @example const set = data.stream(async function* () { for await (const row of rows) yield { x: row.x, y: row.y } }, { batchSize: 64 })
 */
export function stream<X = readonly number[], Y = number>(
  source: () => AsyncIterable<Example<X, Y>> | Iterable<Example<X, Y>>,
  options: StreamOptions = {},
): Stream<X, Y> {
  return new Stream(source, options)
}

/**
 * A CSV file of numbers, read piece by piece: memory holds a piece and a batch.
 * @param options `target`, and `features` @default all other columns
 */
export function streamCsv(
  path: string,
  options: StreamOptions & { target: string; features?: readonly string[]; separator?: string },
): Stream<number[], number> {
  if (typeof path !== 'string' || !path) throw expected('the path of a CSV file', path)
  if (typeof options?.target !== 'string') throw expected('`target` to be the name of a column', options?.target)
  if (!existsSync(path)) throw new GradlabError(`There is no file '${path}'.`)
  const { target, features, separator, ...rest } = options
  const csv: CsvOptions = separator === undefined ? {} : { separator }
  return new Stream(async function* () {
    let header = ''
    let rest = ''
    let row = 0
    for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      rest += piece
      if (!header) {
        const end = rest.indexOf('\n')
        if (end < 0) continue
        header = rest.slice(0, end + 1)
        rest = rest.slice(end + 1)
      }
      const end = rest.lastIndexOf('\n')
      if (end < 0) continue
      yield* rows(header + rest.slice(0, end + 1))
      rest = rest.slice(end + 1)
    }
    if (rest.trim()) yield* rows(header + rest)

    function* rows(text: string): Generator<Example<number[], number>> {
      const table = parseCsv(text, csv)
      const names = [...table.keys()]
      for (const name of [target, ...(features ?? [])]) checkName('column', name, names)
      const columns = [...(features ?? names.filter((name) => name !== target)), target].map((name) => {
        const column = table.get(name)!
        if (!(column instanceof Float64Array)) {
          throw new GradlabError(
            `The column '${name}' holds texts after row ${row}: a stream takes columns of numbers; choose them with \`features\`.`,
          )
        }
        return column
      })
      const y = columns.pop()!
      for (let i = 0; i < y.length; i++, row++) yield { x: columns.map((column) => column[i]!), y: y[i]! }
    }
  }, rest)
}
