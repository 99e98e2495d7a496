import { expect, test } from 'vitest'
import { cars, iris, penguins, volcano, wages } from '../../src/data/real.ts'

test('iris: 150 flowers, 50 of each species', () => {
  const set = iris()
  expect(set.x.shape).toEqual([150, 4])
  expect(set.classNames).toEqual(['setosa', 'versicolor', 'virginica'])
  expect([0, 1, 2].map((k) => set.labels().filter((l) => l === k).length)).toEqual([50, 50, 50])
  expect([...set.column('petal width').slice(0, 2)].map((v) => v.toFixed(1))).toEqual(['0.2', '0.2'])
  expect(set.origin?.checksum).toBe('md5:d5f63aa187c0f77cec79e7da560a745c')
  set.dispose()
})

test('wages: 534 people, the mean wage of the book', () => {
  const set = wages({ features: ['education', 'experience', 'gender'] })
  expect(set.x.shape).toEqual([534, 4])
  expect(set.columns).toEqual(['education', 'experience', 'gender=female', 'gender=male', 'wage'])
  expect([...set.column('wage')].reduce((a, b) => a + b, 0) / 534).toBeCloseTo(9.02, 2)
  set.dispose()
})

test('cars and penguins have missing values, which are kept or dropped', () => {
  const all = cars()
  expect(all.size).toBe(406)
  expect(all.origin?.licence).toBe('for educational and scientific purposes (StatLib)')
  expect([...all.column('Horsepower')].filter(Number.isNaN)).toHaveLength(6)
  const whole = cars({ missing: 'drop' })
  expect(whole.size).toBe(392)
  const birds = penguins({ missing: 'drop' })
  expect(birds.classNames).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
  expect(birds.size).toBeGreaterThan(330)
  for (const set of [all, whole, birds]) set.dispose()
})

test('the volcano is 61 × 87 and 195 m high', () => {
  const { heights, tensor, licence } = volcano()
  expect([heights.length, heights[0]!.length]).toEqual([61, 87])
  expect(Math.max(...heights.flat())).toBe(195)
  expect(licence).toBe('BSD-3-Clause')
  const t = tensor()
  expect(t.shape).toEqual([61, 87])
  t.dispose()
})

test('unknown columns and options are told', () => {
  expect(() => iris({ target: 'petal widht' })).toThrow(/Did you mean 'petal width'/)
  expect(() => cars({ mising: 'drop' } as never)).toThrow(/`data.cars` has no option `mising`. Did you mean `missing`/)
})
