import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
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

test('confusion shows itself', () => {
  const table = metrics.confusion(m.truth, m.probabilities)
  expect(table.matrix).toEqual(m.confusion)
  expect(String(table).split('\n')).toHaveLength(5)
  expect(() => metrics.confusion([0, 5], [0, 1], { classes: 2 })).toThrow('[0, 2), found 5')
})

test('ROC', () => {
  expect(metrics.rocAuc(m.binary, m.scores)).toBeCloseTo(m.auc, 10)
  expect(metrics.rocAuc(m.truth, m.probabilities)).toBeCloseTo(m.aucMacro, 10)
  const curve = metrics.rocCurve(m.binary, m.scores)
  close(curve.falsePositiveRate, m.fpr)
  close(curve.truePositiveRate, m.tpr)
  expect(() => metrics.rocAuc([1, 1], [0.1, 0.2])).toThrow('both classes')
})

test('regression', () => {
  close([metrics.mse(m.a, m.b), metrics.mae(m.a, m.b), metrics.r2(m.a, m.b)], [m.mse, m.mae, m.r2])
})

test('tensors, one-hot rows, bad input', () => {
  const before = tf.memory().numTensors
  const y = tf.tensor2d([
    [1, 0],
    [0, 1],
  ])
  expect(
    metrics.accuracy(y, [
      [0.9, 0.1],
      [0.8, 0.2],
    ]),
  ).toBe(0.5)
  y.dispose()
  expect(() => metrics.accuracy(y, [0, 1])).toThrow('disposed')
  expect(() => metrics.accuracy([1], [1, 0])).toThrow('as many predictions as targets')
  expect(() => metrics.accuracy([], [])).toThrow('at least one example')
  expect(tf.memory().numTensors).toBe(before)
})
