import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import { fromLogits, resolveLoss } from '../../../src/train/losses/resolve.ts'
import { type MetricLike, resolveMetric } from '../../../src/train/metrics/stepwise.ts'

const values = (metric: MetricLike, loss: Parameters<typeof resolveLoss>[0], y: unknown, p: unknown, dtype?: 'int32') =>
  tf.tidy(() => [
    ...resolveMetric(metric, resolveLoss(loss))
      .values(tf.tensor(y as number[], undefined, dtype), tf.tensor(p as number[]))
      .dataSync(),
  ])
const three = [
  [0.2, 0.7, 0.1],
  [0.6, 0.3, 0.1],
]

test('accuracy is what fits the loss', () => {
  expect(
    values(
      'accuracy',
      'categoricalCrossentropy',
      [
        [0, 1, 0],
        [0, 1, 0],
      ],
      three,
    ),
  ).toEqual([1, 0])
  expect(values('acc', 'sparseCategoricalCrossentropy', [1, 0], three, 'int32')).toEqual([1, 1])
  expect(values('accuracy', 'binaryCrossentropy', [0, 1, 1], [[0.4], [0.6], [0.4]])).toEqual([1, 1, 0])
  expect(values('accuracy', 'hinge', [0, 1], [[-0.1], [0.1]])).toEqual([1, 1])
  expect(values('accuracy', fromLogits('binaryCrossentropy'), [0, 1], [[-0.1], [0.1]])).toEqual([1, 1])
})

test('binary accuracy looks at every output by itself', () => {
  expect(values('binaryAccuracy', 'binaryCrossentropy', [[1, 0]], [[0.9, 0.8]])).toEqual([1, 0])
})

test('topK: fewer than five outputs are larger than that of the true class', () => {
  const scores = [[7, 6, 5, 4, 3, 2, 1]]
  expect(values('topK', 'sparseCategoricalCrossentropy', [4], scores, 'int32')).toEqual([1])
  expect(values('top5', 'sparseCategoricalCrossentropy', [5], scores, 'int32')).toEqual([0])
})

test('mse, mae, functions and metrics of their own', () => {
  expect(values('meanSquaredError', 'mse', [1, 2], [[3], [2]])).toEqual([4, 0])
  expect(values('mae', 'mse', [1, 2], [[3], [2]])).toEqual([2, 0])
  const half = (y: tf.Tensor) => y.mul(0.5)
  expect(resolveMetric(half, resolveLoss('mse')).name).toBe('half')
  expect(values(half, 'mse', [4], [[0]])).toEqual([2])
  const own = { name: 'own', values: half }
  expect(resolveMetric(own, resolveLoss('mse'))).toBe(own)
  expect(resolveMetric('acc', resolveLoss('mse')).name).toBe('accuracy')
})

test('a name that is none', () => {
  expect(() => resolveMetric('acuracy', resolveLoss('mse'))).toThrow("Did you mean 'accuracy'?")
  expect(() => resolveMetric(null as never, resolveLoss('mse'))).toThrow("There is no metric 'null'")
})

test('with a loss of the user, the targets of accuracy may be one-hot or class numbers', () => {
  const own = (_: tf.Tensor, yPred: tf.Tensor) => yPred.sum(-1)
  expect(values('accuracy', own, [1, 2], three, 'int32')).toEqual([1, 0])
  const oneHot = [[0, 1, 0], [0, 0, 1]] // biome-ignore format: short
  expect(values('accuracy', own, oneHot, three)).toEqual([1, 0])
  expect(() => values((() => 5) as never, own, [1, 2], three)).toThrow(
    "Expected the metric 'custom' to give a tensor, found 5.",
  )
})

test("Keras's spellings", () => {
  const names = ['Accuracy', 'sparse_categorical_accuracy', 'mean_absolute_error', 'MSE']
  expect(names.map((name) => resolveMetric(name, resolveLoss('mse')).name)).toEqual([
    'accuracy',
    'accuracy',
    'mae',
    'mse',
  ])
})
