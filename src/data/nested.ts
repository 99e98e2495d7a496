/** Numbers in arrays, nested as deep as an example is, as one flat list and its shape. */
import { expected } from '../errors.ts'

/** Rows of numbers: a list (also a typed array), or lists of lists, as deep as an example is. */
export type Nested = ArrayLike<number> | readonly Nested[]

/** Whether this is a list: an array or a typed array. */
export const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))

/** Whether this is a plain record, as of inputs by name. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  (value as object | undefined)?.constructor === Object

/**
 * Nested lists as one flat list and its shape; every list of one depth must be equally long.
 * @throws on lists of unequal length and on what is no number
 */
export function flatten(value: Nested, name: string): { shape: number[]; values: Float64Array } {
  const shape: number[] = []
  for (let v: any = value; typeof v === 'object' && v !== null; v = v[0]) shape.push(v.length)
  const values = new Float64Array(shape.reduce((a, b) => a * b, 1))
  const wrong = (what: string, found: unknown) =>
    expected(`the rows of \`${name}\` to be ${what}`, found, 'Texts are turned into numbers by `data.labelEncode`.')
  let at = 0
  const visit = (list: any, depth: number): void => {
    const length = shape[depth]!
    if (list?.length !== length || typeof list === 'string') throw wrong(`equally long lists (here ${length})`, list)
    if (depth < shape.length - 1) {
      for (let i = 0; i < length; i++) visit(list[i], depth + 1)
      return
    }
    for (let i = 0; i < length; i++) {
      const leaf = list[i]
      if (typeof leaf !== 'number' && typeof leaf !== 'boolean') throw wrong('numbers', leaf)
      values[at++] = Number(leaf)
    }
  }
  visit(value, 0)
  return { shape, values }
}
