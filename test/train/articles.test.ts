/** The networks of the articles, trained on the whole of MNIST: as accurate on the test set as is known of them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Dataset } from '../../src/data/dataset.ts'
import { mnist } from '../../src/data/mnist.ts'
import { cnn } from '../../src/models/cnn.ts'
import { mlp } from '../../src/models/mlp.ts'
import { seed } from '../../src/random.ts'
import type { tf } from '../../src/tf.ts'
import { cosine, schedule } from '../../src/train/callbacks/schedule.ts'
import { evaluate } from '../../src/train/evaluate.ts'
import { fit as train } from '../../src/train/fit.ts'

let flat: { train: Dataset; test: Dataset }
let images: { train: Dataset; test: Dataset }

beforeAll(async () => {
  flat = await mnist({ flatten: true, oneHot: true })
  images = await mnist({ oneHot: true })
})
afterAll(() => {
  for (const set of [flat.train, flat.test, images.train, images.test]) set.dispose()
})

async function accuracy(model: tf.Sequential, sets: typeof flat, epochs: number, batchSize: number): Promise<number> {
  await train(model, sets.train, {
    epochs,
    batchSize,
    optimizer: 'adam',
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
    callbacks: [schedule(cosine())],
    verbose: false,
  })
  const { accuracy } = await evaluate(model, sets.test)
  model.dispose()
  return accuracy!
}

test('784-512-256-10, ten epochs: 98 % and more', async () => {
  seed(42)
  const model = mlp({ inputs: 784, hidden: [512, 256], outputs: 10 })
  expect(await accuracy(model, flat, 10, 128)).toBeGreaterThanOrEqual(0.98)
}, 600_000)

test('784-128-128-10, five epochs: 97.3 % and more', async () => {
  seed(42)
  const model = mlp({ inputs: 784, hidden: [128, 128], outputs: 10 })
  expect(await accuracy(model, flat, 5, 32)).toBeGreaterThanOrEqual(0.973)
}, 600_000)

test('the convolutional network 32-64, five epochs: 99 % and more', async () => {
  seed(42)
  const model = cnn({ inputs: [28, 28, 1], filters: [32, 64], outputs: 10, dropout: 0.25 })
  expect(await accuracy(model, images, 5, 128)).toBeGreaterThanOrEqual(0.99)
}, 600_000)
