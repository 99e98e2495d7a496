import { expect, test } from 'vitest'
import { fromArrays } from '../../src/data/csv.ts'
import { minMax, standardize } from '../../src/data/scale.ts'
import { tf } from '../../src/tf.ts'
import oracle from '../oracle/preprocess.json' with { type: 'json' }

const rows = (t: tf.Tensor) => t.arraySync() as number[][]
const close = (found: number[][], wanted: number[][], digits: number) => {
  wanted.flat().forEach((w, i) => {
    expect(Math.abs(found.flat()[i]! - w)).toBeLessThanOrEqual(10 ** -digits * Math.max(1, Math.abs(w)))
  })
}

test("standardize has scikit-learn's numbers, and inverse undoes it", () => {
  const before = tf.memory().numTensors
  const set = fromArrays(oracle.x, oracle.x.map(() => 0)) // biome-ignore format: short
  const other = fromArrays(oracle.other, oracle.other.map(() => 0)) // biome-ignore format: short
  const scale = standardize(set)
  close([[...scale.mean], [...scale.std]], [oracle.mean, oracle.std], 12)
  const there = scale.transform(other)
  close(rows(there.x), oracle.standardized, 6)
  const back = scale.inverse(there)
  close(rows(back.x), oracle.other, 5)
  expect(there.featureNames).toBe(other.featureNames)
  for (const s of [set, other, there, back]) s.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test("minMax has scikit-learn's numbers, on tensors too", () => {
  const x = tf.tensor2d(oracle.x)
  const other = tf.tensor2d(oracle.other)
  const scale = minMax(x)
  close([[...scale.min], [...scale.max]], [oracle.min, oracle.max], 12)
  const there = scale.transform(other)
  close(rows(there), oracle.minmaxed, 5)
  tf.dispose([x, other, there])
})

test('other widths, empty and disposed tensors are told', () => {
  const x = tf.tensor2d([[1, 2]])
  const scale = standardize(x)
  const wide = tf.tensor2d([[1, 2, 3]])
  expect(() => scale.transform(wide)).toThrow(/2 columns, as the scaler was learned on, found a float32 tensor/)
  expect(() => standardize(tf.tensor2d([], [0, 2]))).toThrow(/at least one row/)
  tf.dispose([x, wide])
  expect(() => standardize(x)).toThrow(/disposed/)
  expect(() => minMax([1] as never)).toThrow(/a dataset or a tensor/)
})
