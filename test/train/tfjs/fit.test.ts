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

test.each(['lists', 'records'])(
  "several inputs and outputs (%s): TensorFlow.js's own weights, history and logs, traced",
  async (form) => {
    const L = tf.layers
    const initializer = (seed: number) => tf.initializers.glorotUniform({ seed })
    const make = () => {
      const [a, b] = [tf.input({ shape: [3], name: 'a' }), tf.input({ shape: [2], name: 'b' })]
      const hidden = L.dense({ units: 5, activation: 'tanh', kernelInitializer: initializer(1) }).apply(
        L.concatenate().apply([a, b]),
      )
      const kind = L.dense({ units: 3, name: 'Kind', activation: 'softmax', kernelInitializer: initializer(2) })
      const price = L.dense({ units: 1, name: 'price', kernelInitializer: initializer(3) })
      const model = tf.model({
        inputs: [a, b],
        outputs: [kind, price].map((l) => l.apply(hidden) as tf.SymbolicTensor),
      })
      const loss = ['sparseCategoricalCrossentropy', 'meanSquaredError']
      const metrics = { Kind: ['accuracy'], price: ['mae'] }
      model.compile({
        optimizer: tf.train.momentum(0.05, 0.9),
        loss: form === 'lists' ? loss : { Kind: loss[0]!, price: loss[1]! },
        metrics,
      } as never)
      return model
    }
    const [model, reference] = [make(), make()]
    const [a, b] = [tf.randomNormal([20, 3]), tf.randomNormal([20, 2])]
    const kind = tf.randomUniform([20, 1], 0, 3, 'int32').toFloat()
    const price = tf.randomNormal([20, 1])
    const x = form === 'lists' ? [a, b] : { a, b }
    const y = form === 'lists' ? [kind, price] : { Kind: kind, price }
    const options = { epochs: 3, batchSize: 8, shuffle: false, verbose: 0, validationData: [x, y] as never } as const
    const logs: object[] = []
    // Its own way: an argument that ours does not know.
    const wanted = await reference.fit(x as never, y as never, { ...options, sampleWeight: undefined } as never)
    expect((wanted as any).runner).toBeUndefined()
    const before = tf.memory().numTensors
    const found = await model.fit(x as never, y as never, {
      ...options,
      callbacks: { onEpochEnd: (_, log) => void logs.push(log!) },
    })
    expect(tf.memory().numTensors).toBe(before)
    expect((found as any).runner).toBe('traced')
    expect(Object.keys(found.history)).toEqual(
      expect.arrayContaining(['val_loss', 'val_Kind_loss', 'loss', 'Kind_loss', 'price_loss', 'Kind_acc', 'price_mae']),
    )
    expect(Object.keys(found.history).toSorted()).toEqual(Object.keys(wanted.history).toSorted())
    // TensorFlow.js's validation of several outputs puts the sum after the first loss (makeTestFunction pushes a running
    // total), so that each number stands under its neighbour's name. Ours has the right ones.
    const shifted: Record<string, string> = {
      val_loss: 'val_Kind_loss',
      val_Kind_loss: 'val_loss',
      val_price_loss: 'val_Kind_loss',
      val_Kind_acc: 'val_price_loss',
      val_price_mae: 'val_Kind_acc',
    }
    for (const [theirs, values] of Object.entries(wanted.history)) {
      const name = shifted[theirs] ?? theirs
      for (const [i, value] of values.entries()) {
        expect(found.history[name]![i] as number, `${name} of epoch ${i}`).toBeCloseTo(value as number, 4)
        expect((logs[i] as any)[name]).toBe(found.history[name]![i])
      }
    }
    model.getWeights().forEach((w, i) => {
      const values = reference.getWeights()[i]!.dataSync()
      for (const [j, v] of w.dataSync().entries()) expect(v).toBeCloseTo(values[j]!, 5)
    })
    await expect(model.fit([a] as never, y as never, options)).rejects.toThrow()
    tf.dispose([a, b, kind, price])
    model.dispose()
    reference.dispose()
  },
)
