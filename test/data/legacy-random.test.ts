import { expect, test } from 'vitest'
import { LegacyRandom, legacyRandom } from '../../src/data/legacy-random.ts'
import oracle from '../oracle/legacy-random.json' with { type: 'json' }

const close = (found: ArrayLike<number>, wanted: number[]) => {
  expect(found.length).toBe(wanted.length)
  wanted.forEach((w, i) => {
    expect(Math.abs(found[i]! - w)).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(w)))
  })
}

test.each(Object.entries(oracle.seeds))("gives NumPy's numbers for seed %s", (seed, wanted) => {
  const r = legacyRandom(Number(seed))
  expect([...r.rand(5)]).toEqual(wanted.rand)
  close(r.randn(7), wanted.randn)
  expect([...r.permutation(20)]).toEqual(wanted.permutation)
  expect([...r.randint(-3, 1000, 10)]).toEqual(wanted.randint)
  expect([...r.uniform(-2, 5, 3)]).toEqual(wanted.uniform)
  close(r.normal(3, 0.5, 4), wanted.normal)
  expect(r.rand(2000).at(-1)).toBe(wanted.many)
  expect(r.shuffle(Array.from({ length: 10 }, (_, i) => i))).toEqual(wanted.shuffled)
})

test('a seed that NumPy would refuse is refused', () => {
  expect(() => new LegacyRandom(-1)).toThrow(/`seed` to be a whole number from 0 to 2³² − 1, found -1/)
  expect(() => legacyRandom(2 ** 32)).toThrow(/seed/)
  expect(() => legacyRandom(1).rand(-1)).toThrow(/`count` to be a whole number ≥ 0, found -1/)
})
