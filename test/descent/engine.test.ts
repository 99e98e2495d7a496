import { expect, test } from 'vitest'
import { BatchOrder } from '../../src/descent/batch-order.ts'
import { copyState, Engine } from '../../src/descent/engine.ts'
import { booth } from '../../src/descent/gallery/index.ts'
import { objective } from '../../src/descent/objective.ts'
import { batch, momentum, newton } from '../../src/descent/optimizers/index.ts'
import { linearRegression } from '../../src/descent/regression/index.ts'

const engine = () => new Engine(booth, momentum({ lr: 0.01 }), [0, 0], null)

test('a step: the loss before and after, the gradient that made it, the update', () => {
  const e = new Engine(booth, batch({ lr: 0.1 }), [0, 0], null)
  expect(e.loss).toBe(74)
  expect(e.step()).toBeUndefined()
  expect(e).toMatchObject({ index: 1, lossBefore: 74, gradient: [-34, -38], learningRate: 0.1 })
  expect(e.x[0]).toBeCloseTo(3.4, 12)
  expect(e.update[1]).toBeCloseTo(3.8, 12)
  expect(e.loss).toBe(booth(e.x))
})

test('put back to a saved state it makes the same steps to the last bit', () => {
  const e = engine()
  for (let i = 0; i < 5; i++) e.step()
  const saved = e.save()
  for (let i = 0; i < 5; i++) e.step()
  const later = e.save()
  e.restore(saved)
  expect(e.save()).toEqual(saved)
  for (let i = 0; i < 5; i++) e.step()
  expect(e.save()).toEqual(later)
})

test('a copy shares nothing that changes', () => {
  const e = engine()
  e.step()
  const before = e.save()
  const copy = e.copy()
  copy.step()
  expect(e.save()).toEqual(before)
  e.step()
  expect(e.save()).toEqual(copy.save())
})

test('with batches the losses are those of the batch, before and after', () => {
  const set = linearRegression({ x: [1, 2, 3, 4], y: [2, 4, 6, 8] })
  const e = new Engine(set, batch({ lr: 0.01 }), [0, 0], new BatchOrder(4, 2, 1))
  e.step()
  expect(e.rows).toHaveLength(2)
  expect(e.lossBefore).toBe(set.samples!.f([0, 0], e.rows!))
  expect(e.loss).toBe(set.samples!.f(e.x, e.rows!))
})

test('says what went wrong: NaN, infinite, diverged', () => {
  const one = (f: (x: readonly number[]) => number, lr: number) =>
    new Engine(objective({ f, gradient: () => [-1] }), batch({ lr }), [0.5], null).step()
  expect(one(([x]) => (x! > 1 ? Number.NaN : 1), 1)).toMatchObject({ step: 1, reason: 'NaN' })
  expect(one(([x]) => (x! > 1 ? Number.POSITIVE_INFINITY : 1), 1)).toMatchObject({ reason: 'infinite' })
  expect(one(([x]) => x!, 1e15)).toMatchObject({ reason: 'diverged' })
  expect(one(([x]) => x!, 1e10)).toBeUndefined()
})

test('an objective that gives a string later on: said with the step, which has not been made', () => {
  const f = objective({ f: ([x]) => (x! > 1 ? 'far' : 1) as number, gradient: () => [-1] })
  const e = new Engine(f, batch({ lr: 1 }), [0.5], null)
  expect(() => e.step()).toThrow("Expected objective to return a number at step 1, found 'far'.")
  expect([e.index, e.loss, e.torn]).toEqual([0, 1, true])
})

test('a gradient or a parameter that is no number is named as the cause', () => {
  const start = (gradient: () => number[], f = ([x]: readonly number[]) => x!) =>
    new Engine(objective({ f, gradient }), batch({ lr: 1 }), [0.5], null)
  expect(start(() => [Number.NaN]).step()).toEqual({ step: 1, reason: 'NaN', value: Number.NaN, of: 'gradient' })
  // A loss that does not look at its parameter stays finite.
  expect(start(() => [Number.POSITIVE_INFINITY], () => 1).step()).toMatchObject({ reason: 'infinite', of: 'parameters' }) // biome-ignore format: short
  expect(start(() => [-1e200]).step()).toEqual({ step: 1, reason: 'diverged', value: 1e200 })
})

test('methods that search along a line stop before a gradient that is no number', () => {
  const f = objective({ f: ([x]) => x! ** 2, gradient: () => [Number.NaN], hessian: () => [[2]] })
  const e = new Engine(f, newton(), [1], null)
  expect(e.step()).toMatchObject({ step: 0, reason: 'NaN' })
  expect(e.x).toEqual([1])
})

test('copyState copies as deep as states go', () => {
  const state = { t: 1, last: null, m: [1, 2], s: [[1], [2]], inner: { v: [3], empty: [] as number[] } }
  const copy = copyState(state)
  expect(copy).toEqual(state)
  state.m[0] = 9
  state.s[0]![0] = 9
  state.inner.v[0] = 9
  expect(copy).toEqual({ t: 1, last: null, m: [1, 2], s: [[1], [2]], inner: { v: [3], empty: [] } })
})
