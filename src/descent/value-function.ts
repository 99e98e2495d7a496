/** Functions written with `Value`s, as plain functions of numbers with a gradient. */
import { expected } from '../errors.ts'
import { Value } from './value.ts'

export function isValue(value: unknown): value is Value {
  return value instanceof Value
}

/** The numbers and the gradient of a function of Values; `probe` gives the Value itself. */
export function valueGradient(f: (x: Value[]) => Value) {
  const probe = (x: readonly number[]): Value => f(x.map((v) => new Value(v)))
  return {
    probe,
    f: (x: readonly number[]): number => probe(x).data,
    gradient: (x: readonly number[], out: number[] = new Array(x.length).fill(0)): number[] => {
      const leaves = x.map((v) => new Value(v))
      const loss = f(leaves)
      if (!isValue(loss)) throw expected('the function to return a Value', loss)
      loss.backward()
      for (let i = 0; i < leaves.length; i++) out[i] = leaves[i]!.grad
      return out
    },
  }
}
