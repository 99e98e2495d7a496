import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldRows, groupFoldRows, splitRows } from '../../src/data/split.ts'

const none = () => new Int32Array()
const sorted = (...parts: ArrayLike<number>[]) => parts.flatMap((p) => Array.from(p)).sort((a, b) => a - b)
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)

test('every row is in exactly one part, and the test part has the size asked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.double({ min: 0.01, max: 0.99 }), fc.nat(), (n, share, seed) => {
      fc.pre(Math.ceil(n * share - 1e-9) < n)
      const { train, test: held } = splitRows(n, { test: share, seed }, none)
      expect(sorted(train, held)).toEqual(upTo(n))
      expect(held.length).toBe(Math.ceil(n * share - 1e-9))
    }),
  )
})

test('a stratified split keeps the share of each class to within one example', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 2, maxLength: 5 }), fc.nat(), (sizes, seed) => {
      const labels = Int32Array.from(sizes.flatMap((size, k) => new Array(size).fill(k)))
      const { train, test: held } = splitRows(labels.length, { test: 0.25, stratify: true, seed }, () => labels)
      expect(sorted(train, held)).toEqual(upTo(labels.length))
      sizes.forEach((size, k) => {
        const count = [...held].filter((row) => labels[row] === k).length
        expect(Math.abs(count - (size * held.length) / labels.length)).toBeLessThan(1)
      })
    }),
  )
})

test('folds hold every row once; stratified ones differ by one example a class at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 100 }), fc.integer({ min: 2, max: 7 }), fc.nat(), (n, k, seed) => {
      const labels = Int32Array.from({ length: n }, (_, i) => (i * i) % 3)
      for (const stratify of [false, true]) {
        const folds = foldRows(n, k, { stratify, seed }, () => labels)
        expect(sorted(...folds)).toEqual(upTo(n))
        const sizes = folds.map((f) => f.length)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        if (!stratify) continue
        for (const label of [0, 1]) {
          const counts = folds.map((f) => [...f].filter((row) => labels[row] === label).length)
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        }
      }
    }),
  )
})

test('no group is in two folds', () => {
  const groups = ['a', 'b', 'a', 'c', 'd', 'b', 'a', 'e']
  const folds = groupFoldRows(groups, 3)
  expect(sorted(...folds)).toEqual(upTo(8))
  for (const name of new Set(groups)) {
    expect(folds.filter((f) => [...f].some((row) => groups[row] === name))).toHaveLength(1)
  }
  expect(Math.max(...folds.map((f) => f.length)) - Math.min(...folds.map((f) => f.length))).toBeLessThanOrEqual(1)
})

test('bad shares and folds are told', () => {
  expect(() => splitRows(10, { test: 0 }, none)).toThrow(/`test` to be a share in \(0, 1\)/)
  expect(() => splitRows(10, { test: 10 }, none)).toThrow(/found 10/)
  expect(() => splitRows(10, { tset: 1 } as never, none)).toThrow(/Did you mean `test`/)
  expect(() => splitRows(3, { stratify: true }, () => Int32Array.of(0, 0, 1))).toThrow(/class 1 has one/)
  expect(() => splitRows(10, { stratify: true, shuffle: false }, none)).toThrow(/made at random/)
  expect(() => foldRows(3, 4, {}, none)).toThrow(/at most 3 folds, one an example, found 4/)
  expect(() => groupFoldRows([1, 1, 2], 3)).toThrow(/at most 2 folds/)
})
