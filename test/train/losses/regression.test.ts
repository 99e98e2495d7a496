import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import type { Loss } from '../../../src/train/losses/loss.ts'
import { hinge, huberLoss, meanAbsoluteError, meanSquaredError } from '../../../src/train/losses/regression.ts'

const values = ({ values }: Loss, y: number[], p: number[]) =>
  tf.tidy(() => [...values(tf.tensor1d(y), tf.tensor2d(p, [p.length, 1])).dataSync()])

test('one value an example, by hand', () => {
  expect(values(meanSquaredError, [1, 2], [3, 2])).toEqual([4, 0])
  expect(values(meanAbsoluteError, [1, 2], [3, 1.5])).toEqual([2, 0.5])
  expect(values(huberLoss(), [0, 0, 0], [0.5, -1, 3])).toEqual([0.125, 0.5, 2.5])
  expect(values(huberLoss({ delta: 2 }), [0, 0], [1, -4])).toEqual([0.5, 6])
  expect(values(hinge, [1, -1, -1], [0.5, -2, 0.5])).toEqual([0.5, 0, 1.5])
})

test('hinge takes 0 and 1 for −1 and 1, as Keras', () => {
  expect(values(hinge, [1, 0, 0], [0.5, -2, 0.5])).toEqual([0.5, 0, 1.5])
})

test("Huber's slope is the error near 0 and ±δ far away", () => {
  const slope = (e: number) =>
    tf.tidy(
      () =>
        tf
          .grad((p) => huberLoss({ delta: 2 }).values(tf.scalar(0), p))(tf.scalar(e))
          .dataSync()[0],
    )
  expect([0.5, -1, 5, -5].map(slope)).toEqual([0.5, -1, 2, -2])
})

test('δ must be a number > 0', () => {
  expect(() => huberLoss({ delta: -1 })).toThrow('Expected `delta` to be a number > 0, found -1.')
  expect(() => huberLoss({ delta: Number.NaN })).toThrow('Expected `delta`')
})
