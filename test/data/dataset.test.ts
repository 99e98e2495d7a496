import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { fromArrays } from '../../src/data/csv.ts'
import { Dataset } from '../../src/data/dataset.ts'
import { displaySymbol } from '../../src/display.ts'
import { seed } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'

const ten = () =>
  fromArrays(
    Array.from({ length: 10 }, (_, i) => [i, 10 * i]),
    Array.from({ length: 10 }, (_, i) => i % 2),
    { classNames: ['even', 'odd'], featureNames: ['n', 'tens'], targetName: 'parity' },
  )

test('columns, rows and parts', () => {
  const before = tf.memory().numTensors
  const set = ten()
  expect(set.columns).toEqual(['n', 'tens', 'parity'])
  expect([...set.column('tens').slice(0, 3)]).toEqual([0, 10, 20])
  expect([...set.column('parity').slice(0, 3)]).toEqual([0, 1, 0])
  const head = set.take(3)
  expect(head.x.arraySync()).toEqual([[0, 0], [1, 10], [2, 20]]) // biome-ignore format: short
  const picked = set.rows([7, 2])
  expect(picked.x.arraySync()).toEqual([[7, 70], [2, 20]]) // biome-ignore format: short
  expect(picked.classNames).toEqual(['even', 'odd'])
  const mapped = set.map((x, y) => ({ x: x.sum(1, true).mul(2), y }))
  expect(mapped.x.shape).toEqual([10, 1])
  expect(mapped.featureNames).toBeUndefined()
  const { train, test: held } = set.split({ test: 0.4, stratify: true, seed: 1 })
  expect([...held.labels()].reduce((a, b) => a + b)).toBe(2)
  expect(train.size + held.size).toBe(10)
  for (const s of [set, head, picked, mapped, train, held]) s.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('batches cover the set, repeat with the seed, and leave nothing behind', () => {
  const set = ten()
  const before = tf.memory().numTensors
  const sizes: number[] = []
  for (const batch of set.batches(4)) sizes.push(batch.size)
  expect(sizes).toEqual([4, 4, 2])
  expect([...set.batches(4, { dropLast: true })]).toHaveLength(2)
  const order = () => shuffled(set)
  seed(3)
  const a = order()
  seed(3)
  expect(order()).toEqual(a)
  expect([...a].sort((p, q) => p - q)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  for (const _ of set.batches(4)) break
  expect(tf.memory().numTensors).toBe(before)
  set.dispose()
})

function shuffled(set: Dataset): number[] {
  const out: number[] = []
  for (const batch of set.batches(3, { shuffle: true })) out.push(...batch.column('n'))
  return out
}

test('shows itself: shapes, ranges, classes and the first rows', async () => {
  const set = ten()
  const before = tf.memory().numTensors
  const shown = (await set[displaySymbol]()) as Record<string, string>
  expect(shown['text/plain']).toBe(
    'Dataset: 10 examples\nx  [10, 2]  float32  0 … 90\ny  [10]  int32  0 … 1\nclasses  even: 5, odd: 5',
  )
  expect(shown['text/html']).toContain('<th>tens</th>')
  expect(shown['text/html']).toContain('even <b>5</b>')
  expect(tf.memory().numTensors).toBe(before)
  set.dispose()
  expect(String(set)).toBe('Dataset (disposed)')
})

test('misuse is told in sentences', () => {
  const before = tf.memory().numTensors
  const set = ten()
  expect(() => [...set.batches(11)]).toThrow(/batch size of at most 10, the size of the set, found 11/)
  expect(() => set.take(11)).toThrow(/at most 10 examples from 0 on, found 11/)
  expect(() => set.rows([10])).toThrow(/rows in \[0, 10\), found 10/)
  expect(() => set.column('ten')).toThrow(/Did you mean 'tens'/)
  expect(() => set.map(() => ({}) as never)).toThrow(/`{ x, y }` with tensors/)
  expect(() => set.map((x) => ({ x: x.slice(0, 2) }))).toThrow(/as many targets as inputs/)
  expect(() => new Dataset({ x: 1 as never, y: set.y })).toThrow(/`x` to be a tensor, found 1/)
  set.dispose()
  expect(() => set.take(1)).toThrow(/has been disposed/)
  expect(() => new Dataset({ x: set.x, y: set.y })).toThrow(/a disposed one/)
  expect(tf.memory().numTensors).toBe(before)
})

test('console.log describes it, also inside of an object and when disposed, and shows no insides of tensors', () => {
  const set = ten()
  expect(inspect(set)).toBe(String(set))
  const parts = set.split({ test: 0.2 })
  expect(inspect(parts)).toMatch(/train: .*8 examples[\s\S]*test: .*2 examples/)
  expect(inspect(parts)).not.toContain('dataId')
  for (const each of [set, parts.train, parts.test]) each.dispose()
  expect(inspect(set)).toMatch(/disposed/)
})
