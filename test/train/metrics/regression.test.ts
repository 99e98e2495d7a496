import { expect, test } from 'vitest'
import * as metrics from '../../../src/train/metrics/index.ts'
import oracle from '../../oracle/train.json' with { type: 'json' }

const m = oracle.metrics
const close = (found: number[], wanted: number[]) => {
  wanted.forEach((v, i) => {
    expect(found[i]).toBeCloseTo(v, 10)
  })
}

test('regression', () => {
  close([metrics.mse(m.a, m.b), metrics.mae(m.a, m.b), metrics.r2(m.a, m.b)], [m.mse, m.mae, m.r2])
})

test('R²: 1 for what is right, 0 for the mean, below 0 for worse; constant targets have no variance to explain', () => {
  expect(metrics.r2([1, 2, 3], [1, 2, 3])).toBe(1)
  expect(metrics.r2([1, 2, 3], [2, 2, 2])).toBe(0)
  expect(metrics.r2([1, 2, 3], [3, 2, 1])).toBe(-3)
  expect([metrics.r2([2, 2], [2, 2]), metrics.r2([2, 2], [2, 3])]).toEqual([1, 0])
})
