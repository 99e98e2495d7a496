import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as metrics from '../../../src/train/metrics/index.ts'
import oracle from '../../oracle/train.json' with { type: 'json' }

const m = oracle.metrics
const close = (found: number[], wanted: number[]) => {
  wanted.forEach((v, i) => {
    expect(found[i]).toBeCloseTo(v, 10)
  })
}

test('ROC', () => {
  expect(metrics.rocAuc(m.binary, m.scores)).toBeCloseTo(m.auc, 10)
  expect(metrics.rocAuc(m.truth, m.probabilities)).toBeCloseTo(m.aucMacro, 10)
  const curve = metrics.rocCurve(m.binary, m.scores)
  close(curve.falsePositiveRate, m.fpr)
  close(curve.truePositiveRate, m.tpr)
  expect(() => metrics.rocAuc([1, 1], [0.1, 0.2])).toThrow('both classes')
})

test('the area is how often a positive is scored above a negative, ties counting half', () => {
  const examples = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 5 })), { minLength: 2 })
  fc.assert(
    fc.property(examples, (list) => {
      const scores = (k: number) => list.filter(([label]) => label === k).map(([, score]) => score)
      const [negative, positive] = [scores(0), scores(1)]
      fc.pre(negative.length > 0 && positive.length > 0)
      let wins = 0
      for (const p of positive) for (const n of negative) wins += p > n ? 1 : p === n ? 0.5 : 0
      const auc = metrics.rocAuc(
        list.map(([label]) => label),
        list.map(([, score]) => score),
      )
      expect(auc).toBeCloseTo(wins / positive.length / negative.length, 10)
    }),
  )
})

test('the curve goes from (0, 0) to (1, 1) and never falls; of two columns the second is scored', () => {
  const { falsePositiveRate: x, truePositiveRate: y, thresholds } = metrics.rocCurve([0, 1, 0, 1], [0.1, 0.4, 0.4, 0.8])
  expect([x, y]).toEqual([
    [0, 0, 0.5, 1],
    [0, 0.5, 1, 1],
  ])
  expect(thresholds).toEqual([Number.POSITIVE_INFINITY, 0.8, 0.4, 0.1])
  expect(
    metrics.rocAuc(
      [0, 1],
      [
        [0.9, 0.1],
        [0.2, 0.8],
      ],
    ),
  ).toBe(1)
})
