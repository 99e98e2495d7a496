import { expect, test } from 'vitest'
import * as metrics from '../../../src/train/metrics/index.ts'
import oracle from '../../oracle/train.json' with { type: 'json' }

const m = oracle.metrics
const close = (found: number[], wanted: number[]) => {
  wanted.forEach((v, i) => {
    expect(found[i]).toBeCloseTo(v, 10)
  })
}

test('accuracy and top k are what scikit-learn finds', () => {
  expect(metrics.accuracy(m.truth, m.probabilities)).toBeCloseTo(m.accuracy, 10)
  expect(metrics.topK(m.truth, m.probabilities, { k: 2 })).toBeCloseTo(m.top2, 10)
})

test('precision, recall, F1: per class and averaged', () => {
  const all = (options: any) =>
    [metrics.precision, metrics.recall, metrics.f1].map((f) => f(m.truth, m.probabilities, options)) as any[]
  all({ average: 'none' }).forEach((v, i) => {
    close(v, m.perClass[i]!)
  })
  for (const average of ['macro', 'micro', 'weighted'] as const) close(all({ average }), m[average])
  const predicted = m.scores.map((s) => Number(s > 0.5))
  close([metrics.precision, metrics.recall, metrics.f1].map((f) => f(m.binary, predicted)) as number[], m.binaryScores)
})

test('a misspelt option is told, and so is a k that is no number of classes', () => {
  expect(() => metrics.f1([0, 1], [0, 1], { avarage: 'micro' } as never)).toThrow(
    'metrics.f1 has no option `avarage`. Did you mean `average`?',
  )
  expect(() => metrics.topK([0], [[1, 0]], { n: 1 } as never)).toThrow('metrics.topK has no option `n`')
  expect(() => metrics.topK([0], [[1, 0]], { k: 0 })).toThrow('Expected `k` to be a whole number ≥ 1, found 0.')
})
