import { expect, test } from 'vitest'
import { augment } from '../../src/data/augment.ts'
import { fromArrays } from '../../src/data/csv.ts'
import { tf } from '../../src/tf.ts'

const picture = () =>
  tf.tensor4d(
    Array.from({ length: 2 * 5 * 5 }, (_, i) => (i % 25) / 25),
    [2, 5, 5, 1],
  )
const run = (options: object) =>
  tf.tidy(() => {
    const x = picture()
    return [x, augment(x, options)].map((t) => (t.squeeze([3]).arraySync() as number[][][])[0]!)
  }) as [number[][], number[][]]

test('nothing asked for changes nothing; the seed repeats', () => {
  const [a, b] = run({ seed: 1 })
  expect(b).toEqual(a)
  const options = { shift: 0.3, rotate: 20, zoom: 0.2, flip: true, noise: 0.1, seed: 5 }
  expect(run(options)[1]).toEqual(run(options)[1])
  expect(run({ ...options, seed: 6 })[1]).not.toEqual(run(options)[1])
})

test('mirrors left and right, or upside down, or not', () => {
  const seen = new Set<string>()
  for (let seed = 0; seed < 12; seed++) {
    const [a, b] = run({ flip: 'both', seed })
    const forms = {
      same: a,
      sides: a.map((r) => [...r].reverse()),
      heads: [...a].reverse(),
      all: [...a].reverse().map((r) => [...r].reverse()),
    }
    const form = Object.entries(forms).find(([, f]) => f.flat().every((v, i) => Math.abs(v - b.flat()[i]!) < 1e-6))
    seen.add(form?.[0] ?? 'other')
  }
  expect([...seen].sort()).toEqual(['all', 'heads', 'same', 'sides'])
})

test('a quarter turn of the corner stays inside the picture, shifts bring in the fill', () => {
  for (let seed = 0; seed < 5; seed++) {
    const [, turned] = run({ rotate: 45, seed, fill: 0 })
    expect(Math.max(...turned.flat())).toBeLessThanOrEqual(24 / 25 + 1e-6)
    expect(turned[2]![2]).toBeCloseTo(12 / 25, 5)
  }
  const [, shifted] = run({ shift: 0.5, seed: 3, fill: 9 })
  expect(shifted.flat().some((v) => v > 1)).toBe(true)
})

test('datasets keep their targets, and misuse is told without leaks', () => {
  const before = tf.memory().numTensors
  const set = fromArrays([[[1, 2], [3, 4]], [[5, 6], [7, 8]]], [0, 1]) // biome-ignore format: short
  const more = augment(set, { noise: 0.1 })
  expect(more.x.shape).toEqual([2, 2, 2])
  expect([...more.y.dataSync()]).toEqual([0, 1])
  const flat = tf.zeros([2, 784])
  expect(() => augment(flat)).toThrow(/images of shape .*load them without `flatten`/)
  expect(() => augment(set, { zoom: 1 })).toThrow(/`zoom` to be a number in \[0, 1\)/)
  expect(() => augment(set, { flip: 'sideways' as never })).toThrow(/There is no flip 'sideways'/)
  expect(() => augment(set, { rotation: 3 } as never)).toThrow(/no option `rotation`/)
  for (const s of [set, more, flat]) s.dispose()
  expect(tf.memory().numTensors).toBe(before)
})
