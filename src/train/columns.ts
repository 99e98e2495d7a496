/** Tensors by name, side by side in one: row by row, so that one gather takes an example whole. */
import { checkName, expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { checkNumbers } from './validate.ts'

export type Tensors = Readonly<Record<string, tf.Tensor>>

/** The largest whole number up to which float32 has them all. */
const largestWhole = 2 ** 24

const essential = (shape: readonly number[]): string => shape.filter((d) => d !== 1).join()

export class Columns {
  readonly #kind: 'input' | 'output'
  readonly #names: readonly string[]
  /** Shape of one example and type of each tensor, from the first data that was read. */
  #parts: { readonly shape: readonly number[]; readonly size: number; readonly dtype: tf.DataType }[] = []

  /** @param names the model's, in its order */
  constructor(kind: 'input' | 'output', names: readonly string[]) {
    this.#kind = kind
    this.#names = names
  }

  /**
   * The tensors in the order of the names.
   * @param given a record of tensors; one tensor where there is one name
   */
  read(given: tf.Tensor | Tensors | undefined, what: string): tf.Tensor[] {
    const part = this.#kind === 'input' ? 'x' : 'y'
    const example = `${part}: { ${this.#names.join(', ')} }`
    if (given instanceof tf.Tensor && this.#names.length === 1) return this.#checked([given], what)
    if (!given || typeof given !== 'object' || given instanceof tf.Tensor) {
      throw expected(
        `\`${part}\` to be a record of tensors, one for each ${this.#kind} of the model`,
        given,
        `Say \`${example}\`.`,
      )
    }
    for (const name of Object.keys(given)) checkName(this.#kind, name, this.#names)
    return this.#checked(
      this.#names.map((name) => {
        const tensor = given[name]
        if (tensor instanceof tf.Tensor) return tensor
        throw expected(
          `${what[0]!.toLowerCase()}${what.slice(1)} to have a tensor for the model's ${this.#kind} '${name}'`,
          tensor,
          `Say \`${example}\`.`,
        )
      }),
      what,
    )
  }

  #checked(tensors: tf.Tensor[], what: string): tf.Tensor[] {
    tensors.forEach((t, i) => {
      const name = `${what}'s ${this.#kind} '${this.#names[i]}'`
      if (t.isDisposed) throw new GradlabError(`${name} was disposed: load it again.`)
      if (!t.shape[0]) throw new GradlabError(`${name} is empty: it has no examples.`)
      if (t.shape[0] !== tensors[0]!.shape[0]) {
        throw new GradlabError(
          `Expected as many rows in each ${this.#kind}, found ${tensors.map((u, k) => `${u.shape[0]} in '${this.#names[k]}'`).join(', ')}.`,
        )
      }
      checkNumbers(t, name)
      if (t.dtype === 'int32' && tf.tidy(() => t.abs().max().dataSync()[0]!) > largestWhole) {
        throw new GradlabError(`${name} holds whole numbers beyond 2^24, which are not exact in float32.`)
      }
    })
    return tensors
  }

  /**
   * One tensor [rows, columns] of float32; dispose of it.
   * @param weight one number a row, as the last column
   * @throws where a later set has other shapes than the first
   */
  pack(tensors: readonly tf.Tensor[], what: string, weight?: tf.Tensor1D): tf.Tensor2D {
    const parts = tensors.map((t) => ({ shape: t.shape.slice(1), size: t.size / t.shape[0]!, dtype: t.dtype }))
    if (!this.#parts.length) this.#parts = parts
    parts.forEach(({ shape }, i) => {
      const first = this.#parts[i]!.shape
      // Class numbers may be [·] in one set and [·, 1] in another.
      if (essential(shape) === essential(first)) return
      throw new GradlabError(
        `${what}'s ${this.#kind} '${this.#names[i]}' is [·, ${shape.join(', ')}], and that of the training data is [·, ${first.join(', ')}].`,
      )
    })
    return tf.tidy(() => {
      const columns = tensors.map((t, i) => t.reshape([t.shape[0]!, parts[i]!.size]).cast('float32'))
      return tf.concat(weight ? [...columns, weight.expandDims(1)] : columns, 1)
    }) as tf.Tensor2D
  }

  /** The tensors as they were, of some rows. Call it inside tf.tidy. */
  unpack(rows: tf.Tensor): tf.Tensor[] {
    let at = 0
    return this.#parts.map(({ shape, size, dtype }) => {
      const part = rows.slice([0, at], [-1, size]).reshape([rows.shape[0]!, ...shape])
      at += size
      return dtype === 'float32' ? part : part.cast(dtype)
    })
  }

  /** The weight of each row, as it was packed. Call it inside tf.tidy. */
  weight(rows: tf.Tensor): tf.Tensor {
    return rows.slice([0, rows.shape[1]! - 1], [-1, 1]).reshape([rows.shape[0]!])
  }
}
