import { expect, test } from 'vitest'
import { Dropout, dropout } from '../../../src/models/layers/dropout.ts'
import { tf } from '../../../src/tf.ts'

test('a new mask in each step, the same sequence for the same seed, none outside training', () => {
  const ones = tf.ones([1000])
  const masks = (seed: number) => {
    const layer = new Dropout({ rate: 0.25, seed })
    return tf.tidy(() => [1, 2, 3].map(() => [...(layer.apply(ones, { training: true }) as tf.Tensor).dataSync()]))
  }
  const [a, b] = [masks(7), masks(7)]
  expect(a).toEqual(b)
  expect(a[0]).not.toEqual(a[1])
  expect(masks(8)[0]).not.toEqual(a[0])
  const kept = a.flat().filter((v) => v !== 0)
  expect(kept.length / 3000).toBeCloseTo(0.75, 1)
  expect(kept[0]).toBeCloseTo(1 / 0.75, 5)
  const still = dropout({ rate: 0.5 }).apply(ones) as tf.Tensor
  expect([...still.dataSync()]).toEqual([...ones.dataSync()])
  tf.dispose([ones, still])
})

test("is saved as Keras's Dropout with its seed", () => {
  const layer = new Dropout({ rate: 0.5, seed: 9 })
  expect(layer.getClassName()).toBe('Dropout')
  expect(layer.getConfig()).toMatchObject({ rate: 0.5, seed: 9 })
})
