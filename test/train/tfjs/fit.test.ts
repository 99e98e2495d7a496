import { expect, test } from 'vitest'
import { Random } from '../../../src/random.ts'
import { tf } from '../../../src/tf.ts'
import '../../../src/train/index.ts'

function data() {
  const random = new Random(3)
  const x = tf.tensor2d(
    Float32Array.from({ length: 40 * 3 }, () => random.normal()),
    [40, 3],
  )
  const y = tf.tidy(() =>
    tf
      .oneHot(
        tf.tensor1d(
          Array.from({ length: 40 }, () => random.integer(2)),
          'int32',
        ),
        2,
      )
      .toFloat(),
  )
  return { x, y }
}
const make = (optimizer: any) => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 4,
        inputShape: [3],
        activation: 'tanh',
        kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
      }),
      tf.layers.dense({
        units: 2,
        activation: 'softmax',
        kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }),
      }),
    ],
  })
  model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  return model
}
const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  adam: () => tf.train.adam(0.01),
  adagrad: () => tf.train.adagrad(0.1),
  rmsprop: () => tf.train.rmsprop(0.01),
}

test.each(Object.keys(optimizers))(
  "model.fit with %s gives what TensorFlow.js's own steps give, over two fits",
  async (name) => {
    const { x, y } = data()
    const [model, reference] = [make(optimizers[name]!()), make(optimizers[name]!())]
    for (let i = 0; i < 10; i++)
      for (const start of [0, 16, 32]) {
        const size = Math.min(16, 40 - start)
        const [a, b] = [x.slice(start, size), y.slice(start, size)]
        await reference.trainOnBatch(a, b)
        tf.dispose([a, b])
      }
    const before = tf.memory().numTensors
    const first = await model.fit(x, y, { epochs: 5, batchSize: 16, shuffle: false, verbose: 0 })
    await model.fit(x, y, { epochs: 5, batchSize: 16, shuffle: false, verbose: 0 })
    expect(tf.memory().numTensors).toBe(before)
    expect((first as any).runner).toBe('traced')
    model.getWeights().forEach((w, i) => {
      const wanted = reference.getWeights()[i]!.dataSync()
      for (const [j, v] of w.dataSync().entries()) expect(Math.abs(v - wanted[j]!)).toBeLessThan(1e-5)
    })
  },
)

test("history, callbacks and early stopping are TensorFlow.js's", async () => {
  const { x, y } = data()
  const model = make('adam')
  const seen: string[] = []
  const history = await model.fit(x, y, {
    epochs: 3,
    batchSize: 20,
    validationData: [x, y],
    verbose: 0,
    callbacks: {
      onTrainBegin: () => void seen.push('begin'),
      onEpochEnd: (epoch, logs) => void seen.push(`${epoch} ${Object.keys(logs!)}`),
      onBatchEnd: (batch) => void seen.push(`batch ${batch}`),
    },
  })
  expect(seen.slice(0, 4)).toEqual(['begin', 'batch 0', 'batch 1', '0 loss,acc,val_loss,val_acc'])
  expect(Object.keys(history.history)).toEqual(['loss', 'acc', 'val_loss', 'val_acc'])
  expect(history.epoch).toEqual([0, 1, 2])
  const stopped = await model.fit(x, y, {
    epochs: 50,
    verbose: 0,
    callbacks: { onEpochEnd: (epoch) => void (epoch === 1 && (model.stopTraining = true)) },
  })
  expect(stopped.epoch).toEqual([0, 1])
})

test('what it cannot take over goes the old way', async () => {
  const { x, y } = data()
  const history = await make(tf.train.adamax(0.01)).fit(x, y, { epochs: 2, verbose: 0 })
  expect((history as any).runner).toBeUndefined()
  expect(history.history.loss).toHaveLength(2)
})

test('a batch that is larger than the set takes all there is, as TensorFlow.js does', async () => {
  const { x, y } = data()
  const model = make('sgd')
  const history = (await model.fit(x, y, { epochs: 2, batchSize: 512, verbose: 0 })) as any
  expect(history.stepLosses).toHaveLength(2)
  model.dispose()
  tf.dispose([x, y])
})
