/**
 * Data as users may give it: tensors, arrays of numbers nested as deep as an example is, one typed array with all numbers,
 * and, for models with several inputs or outputs, records by name or lists in the model's order. Here all become tensors.
 */

import { describe, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import { flatten, isList, isRecord, type Nested } from './nested.ts'

/** One input or target of all examples. */
export type Values = tf.Tensor | Nested

/** What a model takes or is to give: for several inputs or outputs by name, or tensors in the model's order. */
export type Given = Values | Readonly<Record<string, Values>> | readonly tf.Tensor[]

/**
 * Inputs or targets as an argument of their own. Records by name go as `{ x, y }`: where an argument may be any record,
 * TypeScript takes options that are being written for one, and completes none of their names.
 */
export type InPlace = Values | readonly tf.Tensor[]

/** Examples as tensors or arrays. */
export interface GivenSet {
  readonly x: Given
  readonly y: Given
  readonly classNames?: readonly string[]
}

type Shape = readonly (number | null)[]
type Sides = Pick<tf.LayersModel, 'inputs' | 'outputs' | 'inputNames' | 'outputNames'>

/** Whether this is data and no options: a tensor, a list, or a record of these. */
export function isGiven(value: unknown): value is Given {
  if (value instanceof tf.Tensor || isList(value)) return true
  if (!isRecord(value)) return false
  const parts = Object.values(value)
  return parts.length > 0 && parts.every((part) => part instanceof tf.Tensor || isList(part))
}

/** Data and options of a call: `(set, options)` or `(x, y, options)`. */
export function splitArguments<Set, Options>(given: readonly unknown[]): [Set | GivenSet, Options | undefined] {
  const [first, second, third] = given
  // Options may look like data: `{ loss: ['mae', 'mse'] }` is a record of lists.
  const whole = typeof first === 'object' && first !== null && 'x' in first && 'y' in first
  if (given.length > 2 || (!whole && isGiven(second)))
    return [{ x: first as Given, y: second as Given }, third as Options]
  return [first as Set, second as Options]
}

/** Tensors made of what was given; those of the user are left alone. */
export class Makings {
  readonly #made: tf.Tensor[] = []

  /** The set with tensors in place of arrays, and records in place of lists for several inputs or outputs. */
  set<T>(model: Sides, given: T): T {
    const { x, y } = (given ?? {}) as unknown as GivenSet
    const [inputs, targets] = [this.inputs(model, x), this.targets(model, y, x)]
    if (inputs === x && targets === y) return given
    const { classNames } = given as unknown as GivenSet
    return { x: inputs, y: targets, ...(classNames && { classNames }) } as T
  }

  inputs(model: Sides, x: unknown): unknown {
    return this.#side('input', namesOf(model.inputNames, model.inputs), x, (value, i) => {
      const shape = model.inputs[i]!.shape.slice(1)
      const width = sizeOf(shape)
      const { length } = value as ArrayLike<unknown>
      // A flat list says how many numbers there are, the model how many make an example.
      const flat = isFlat(value) && width > 0 && (width === 1 || !Array.isArray(value)) && length % width === 0
      return this.#tensor(value, 'x', flat ? [length / width, ...(shape as number[])] : undefined)
    })
  }

  targets(model: Sides, y: unknown, x: unknown): unknown {
    return this.#side('output', namesOf(model.outputNames, model.outputs), y, (value, i) => {
      const shape = model.outputs[i]!.shape.slice(1)
      const width = sizeOf(shape)
      const { length } = value as ArrayLike<unknown>
      // As many numbers as examples are one each (class numbers too); else as many as the model gives.
      const perRow = width === 1 || (width > 1 && length === width * rowsOf(x, model.inputs[0]!.shape))
      const flat = isFlat(value) && perRow && length % width === 0
      return this.#tensor(value, 'y', flat ? [length / width, ...(shape as number[])] : undefined)
    })
  }

  #side(
    kind: 'input' | 'output',
    names: readonly string[],
    given: unknown,
    make: (value: unknown, index: number) => unknown,
  ): unknown {
    if (isRecord(given)) {
      const known = Object.entries(given).map(([name, value]) => {
        const index = names.indexOf(name)
        return [name, index < 0 ? value : make(value, index)]
      })
      return known.every(([name, value]) => value === given[name as string]) ? given : Object.fromEntries(known)
    }
    if (!isList(given)) return given
    const tensors = Array.isArray(given) && given.some((part) => part instanceof tf.Tensor)
    if (names.length === 1 && !tensors) return make(given, 0)
    const part = kind === 'input' ? 'x' : 'y'
    if (!Array.isArray(given) || given.length !== names.length) {
      const one = names.length === 1
      throw new GradlabError(
        `The model has ${one ? `one ${kind}` : `${names.length} ${kind}s (${names.join(', ')})`} and \`${part}\` is ${describe(given)}: give ${
          one ? 'one tensor (`tf.stack` makes one of several)' : `a list of ${names.length}, or a record by name`
        }.`,
      )
    }
    if (names.length === 1) return given[0]
    return Object.fromEntries(names.map((name, i) => [name, make(given[i], i)]))
  }

  #tensor(value: unknown, name: string, shape?: readonly number[]): unknown {
    if (!isList(value)) return value
    if (!value.length) throw new GradlabError(`The data is empty: \`${name}\` has no examples.`)
    const wide = ['BigInt64Array', 'BigUint64Array'].includes(value.constructor.name)
    if (wide) throw new GradlabError(`\`${name}\` is a ${value.constructor.name}: give numbers, e.g. \`Float32Array\`.`)
    const read = ArrayBuffer.isView(value)
      ? { values: value as unknown as ArrayLike<number>, shape: [value.length] }
      : flatten(value as Nested, name)
    const tensor = tf.tensor(Float32Array.from(read.values), [...(shape ?? read.shape)])
    this.#made.push(tensor)
    return tensor
  }

  dispose(): void {
    tf.dispose(this.#made)
    this.#made.length = 0
  }
}

/** The names of a model's inputs or outputs: a sequential one has its own only once it has been built. */
const namesOf = (names: readonly string[], tensors: readonly { name: string }[]): string[] =>
  tensors.map((tensor, i) => names[i] ?? tensor.name)

/** Numbers in one example; 0 where the model leaves a dimension open. */
const sizeOf = (shape: Shape): number => shape.reduce<number>((product, d) => product * (d ?? 0), 1)

const isFlat = (value: unknown): boolean => isList(value) && (ArrayBuffer.isView(value) || !isList(value[0]))

/** How many examples these are, by their first input. */
function rowsOf(x: unknown, shape: Shape): number {
  if (x instanceof tf.Tensor) return x.shape[0] ?? 0
  if (isRecord(x)) return rowsOf(Object.values(x)[0], shape)
  if (!isList(x)) return 0
  if (x[0] instanceof tf.Tensor) return x[0].shape[0] ?? 0
  const width = sizeOf(shape.slice(1))
  return ArrayBuffer.isView(x) && width ? x.length / width : x.length
}
