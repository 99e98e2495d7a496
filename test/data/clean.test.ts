import { expect, test } from 'vitest'
import { checkFinite, clean, dedupe, imputer } from '../../src/data/clean.ts'
import { fromArrays } from '../../src/data/csv.ts'
import { tf } from '../../src/tf.ts'
import oracle from '../oracle/preprocess.json' with { type: 'json' }

const holes = () =>
  fromArrays(
    oracle.holes.map((row) => row.map((v) => v ?? Number.NaN)),
    oracle.holes.map((_, i) => i),
  )

test.each(['mean', 'median'] as const)("fills with scikit-learn's %s", (how) => {
  const set = holes()
  const wanted = how === 'mean' ? oracle.imputedMean : oracle.imputedMedian
  const fill = imputer(set, how)
  wanted.forEach((w, j) => {
    expect(fill.fills[j]).toBeCloseTo(w, 4)
  })
  const whole = clean(set, { missing: how })
  expect(whole.size).toBe(12)
  expect(whole.column('x0')[1]).toBeCloseTo(wanted[0]!, 5)
  expect(() => checkFinite(whole)).not.toThrow()
  set.dispose()
  whole.dispose()
})

test('drops rows, fills with a constant, leaves out repetitions', () => {
  const before = tf.memory().numTensors
  const set = holes()
  const dropped = clean(set)
  expect(dropped.size).toBe(10)
  const zeros = clean(set, { missing: 0 })
  expect(zeros.column('x0')[4]).toBe(0)
  const twice = fromArrays([[1, 2], [1, 2], [1, 3], [1, 2]], [0, 0, 0, 1]) // biome-ignore format: short
  const once = dedupe(twice)
  expect([...once.x.dataSync()]).toEqual([1, 2, 1, 3, 1, 2])
  for (const s of [set, dropped, zeros, twice, once]) s.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('NaN is told with how many and where', () => {
  const before = tf.memory().numTensors
  const set = holes()
  expect(() => checkFinite(set)).toThrow(/x holds 3 NaN values, the first in row 1, column 'x0'.*data.clean/)
  const empty = fromArrays([[Number.NaN], [Number.NaN]], [1, 2])
  expect(() => clean(empty)).toThrow(/No row is without a missing value/)
  expect(() => clean(empty, { missing: 'mean' })).toThrow(/no value at all/)
  const infinite = fromArrays([1, 2], [1, 1 / 0])
  expect(() => checkFinite(infinite, '`train.fit`')).toThrow(
    /`train.fit` needs finite numbers: y holds 1 infinite value, /,
  )
  expect(() => clean({} as never)).toThrow(/takes a dataset/)
  for (const s of [set, empty, infinite]) s.dispose()
  expect(() => checkFinite(set)).toThrow(/disposed/)
  expect(tf.memory().numTensors).toBe(before)
})
