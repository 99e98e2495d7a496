import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { type Classification, Regression } from '../../src/train/evaluation.ts'
import { judge } from '../../src/train/judge.ts'
import { fromLogits, resolveLoss } from '../../src/train/losses/resolve.ts'

const predictions = (...values: number[]) => Float32Array.from(values)

test('numbers: errors and R²', () => {
  const y = tf.tensor1d([1, 3])
  const found = judge(resolveLoss('mae'), 0.5, { y, predictions: predictions(1, 2), outputs: 1 }) as Regression
  expect(found).toBeInstanceOf(Regression)
  expect([found.loss, found.mse, found.mae, found.r2]).toEqual([0.5, 0.5, 0.5, 0.5])
  y.dispose()
})

test.each([
  ['sparseCategoricalCrossentropy', [1, 0], [0.2, 0.8, 0.9, 0.1], 2],
  [
    'categoricalCrossentropy',
    [
      [0, 1],
      [1, 0],
    ],
    [0.2, 0.8, 0.9, 0.1],
    2,
  ],
  ['binaryCrossentropy', [1, 0], [0.7, 0.4], 1],
  ['hinge', [1, -1], [0.2, -0.3], 1],
] as const)('classes by %s', (name, targets, values, outputs) => {
  const y = tf.tensor(targets as never)
  const found = judge(resolveLoss(name), 1, {
    y,
    predictions: predictions(...values),
    outputs,
    classNames: ['no', 'yes'],
  })
  expect((found as Classification).accuracy).toBe(1)
  expect([...(found as Classification).predictions]).toEqual([1, 0])
  y.dispose()
})

test('logits are yes above 0', () => {
  const y = tf.tensor1d([1, 0])
  const loss = fromLogits('binaryCrossentropy')
  const found = judge(loss, 1, { y, predictions: predictions(0.2, -0.1), outputs: 1 }) as Classification
  expect([...found.predictions]).toEqual([1, 0])
  y.dispose()
})
