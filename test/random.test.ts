import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generator, isSeeded, nextSeed, Random, rootState, seed, setRootState } from '../src/random.ts'

test('the same seed gives the same numbers, another seed others', () => {
  fc.assert(
    fc.property(fc.nat(), (n) => {
      const [a, b, c] = [new Random(n), new Random(n), new Random(n + 1)]
      const draw = (r: Random) => Array.from({ length: 8 }, () => r.uniform())
      const first = draw(a)
      expect(draw(b)).toEqual(first)
      expect(draw(c)).not.toEqual(first)
    }),
    { numRuns: 50 },
  )
})

test('a restored state gives the same numbers again, normal ones too', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(9), (n, skip) => {
      const random = new Random(n)
      for (let i = 0; i < skip; i++) random.normal()
      const state = JSON.parse(JSON.stringify(random.state))
      const first = [random.normal(), random.uniform(), random.integer(10)]
      random.state = state
      expect([random.normal(), random.uniform(), random.integer(10)]).toEqual(first)
    }),
    { numRuns: 50 },
  )
})

test('moments: uniform and normal numbers are distributed as they say', () => {
  const random = new Random(7)
  const n = 100_000
  let [u, z, zz] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    u += random.uniform()
    const x = random.normal()
    z += x
    zz += x * x
  }
  expect(u / n).toBeCloseTo(0.5, 2)
  expect(z / n).toBeCloseTo(0, 1)
  expect(zz / n).toBeCloseTo(1, 1)
})

test('a permutation holds each number once', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 200 }), (n, size) => {
      expect([...new Random(n).permutation(size)].sort((a, b) => a - b)).toEqual(
        Array.from({ length: size }, (_, i) => i),
      )
    }),
  )
})

test('seed makes what is drawn from the root repeat, and its state can be set back', () => {
  seed(42)
  const first = [nextSeed(), generator().uniform()]
  const state = rootState()
  const second = nextSeed()
  seed(42)
  expect([nextSeed(), generator().uniform()]).toEqual(first)
  setRootState(state)
  expect(nextSeed()).toBe(second)
  expect(isSeeded()).toBe(true)
})

test('a bad seed is refused', () => {
  expect(() => seed(-1)).toThrow('Expected `seed` to be a whole number ≥ 0, found -1.')
  expect(() => generator(0.5)).toThrow('found 0.5')
})

test('a choice falls on each place in proportion to its weight, never on a weight of zero', () => {
  const random = new Random(3)
  const counts = [0, 0, 0, 0, 0]
  for (let i = 0; i < 40_000; i++) counts[random.choice([0, 1, 5, 2, 0])]!++
  expect(counts[0]).toBe(0)
  expect(counts[4]).toBe(0)
  for (const [i, share] of [1 / 8, 5 / 8, 2 / 8].entries()) expect(counts[i + 1]! / 40_000).toBeCloseTo(share, 2)
  expect(() => random.choice([1, -1])).toThrow('Expected `weights[1]` to be a number ≥ 0, found -1')
  expect(() => random.choice([])).toThrow('positive, finite sum')
})
