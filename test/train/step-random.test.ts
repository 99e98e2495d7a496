import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { withStepRandom } from '../../src/train/step-random.ts'

const draw = (seed: number, step: number, body: () => tf.Tensor) =>
  tf.tidy(() => [...withStepRandom(seed, tf.scalar(step, 'int32'), body).dataSync()])

test('numbers are a function of the seed and the step; places differ', () => {
  const uniform = () => tf.randomUniform([50])
  expect(draw(1, 0, uniform)).toEqual(draw(1, 0, uniform))
  expect(draw(1, 0, uniform)).not.toEqual(draw(1, 1, uniform))
  expect(draw(1, 0, uniform)).not.toEqual(draw(2, 0, uniform))
  const both = draw(1, 0, () => tf.concat([tf.randomUniform([50]), tf.randomUniform([50])]))
  expect(both.slice(0, 50)).not.toEqual(both.slice(50))
})

test('dropout keeps the mean, and is new in each step', () => {
  const masks = [0, 1].map((step) => draw(3, step, () => tf.dropout(tf.ones([20000]), 0.25)))
  for (const mask of masks) expect(mask.reduce((a, b) => a + b, 0) / mask.length).toBeCloseTo(1, 1)
  expect(masks[0]).not.toEqual(masks[1])
})

test('ranges, moments, and what is replaced is put back, also after an error', () => {
  const numbers = draw(1, 0, () => tf.randomUniform([1000], 2, 3))
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(2)
  expect(Math.max(...numbers)).toBeLessThan(3)
  const normal = draw(1, 0, () => tf.randomNormal([20000], 5, 2))
  expect(normal.reduce((a, b) => a + b, 0) / normal.length).toBeCloseTo(5, 1)
  const before = tf.dropout
  expect(() =>
    draw(1, 0, () => {
      throw new Error('mine')
    }),
  ).toThrow('mine')
  expect(tf.dropout).toBe(before)
})
