import { expect, test } from 'vitest'
import { fromArrays } from '../../src/data/csv.ts'
import { groupKFold, kFold } from '../../src/data/folds.ts'
import { tf } from '../../src/tf.ts'

const ten = () =>
  fromArrays(
    Array.from({ length: 10 }, (_, i) => [i]),
    Array.from({ length: 10 }, (_, i) => i % 2),
    { classes: true },
  )

test('folds make their sets when asked, and free them', () => {
  const set = ten()
  const before = tf.memory().numTensors
  const folds = kFold(set, 5, { stratify: true, seed: 2 })
  expect(tf.memory().numTensors).toBe(before)
  for (const fold of folds) {
    expect([fold.train.size, fold.test.size]).toEqual([8, 2])
    expect([...fold.test.labels()].sort()).toEqual([0, 1])
    fold.dispose()
  }
  expect(tf.memory().numTensors).toBe(before)
  set.dispose()
})

test('groups stay together', () => {
  const set = ten()
  const groups = Array.from({ length: 10 }, (_, i) => `g${i % 4}`)
  for (const fold of groupKFold(set, 4, groups)) {
    expect(new Set([...fold.testRows].map((row) => groups[row])).size).toBe(1)
    fold.dispose()
  }
  expect(() => groupKFold(set, 2, [1, 2])).toThrow(/10 groups, one an example/)
  expect(() => kFold(set, 11)).toThrow(/at most 10 folds/)
  expect(() => kFold({} as never)).toThrow(/`data.kFold` takes a dataset/)
  set.dispose()
})
