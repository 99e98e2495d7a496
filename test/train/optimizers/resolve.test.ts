import { expect, test } from 'vitest'
import { tf } from '../../../src/tf.ts'
import * as train from '../../../src/train/index.ts'
import oracle from '../../oracle/train.json' with { type: 'json' }

const { x, y, w, b, runs } = oracle.optimizers

const optimizers: Record<keyof typeof runs, () => train.Optimizer> = {
  sgd: () => train.sgd({ lr: 0.05 }),
  'sgd weightDecay': () => train.sgd({ lr: 0.05, weightDecay: 0.1 }),
  momentum: () => train.momentum({ lr: 0.05 }),
  nesterov: () => train.nesterov({ lr: 0.05 }),
  adagrad: () => train.adagrad({ lr: 0.1 }),
  rmsprop: () => train.rmsprop({ lr: 0.02 }),
  'rmsprop momentum': () => train.rmsprop({ lr: 0.02, momentum: 0.9 }),
  adadelta: () => train.adadelta(),
  adam: () => train.adam({ lr: 0.05 }),
  'adam weightDecay': () => train.adam({ lr: 0.05, weightDecay: 0.1 }),
  adamW: () => train.adamW({ lr: 0.05 }),
  nadam: () => train.nadam({ lr: 0.05 }),
}

for (const trace of [true, false]) {
  test.each(Object.keys(optimizers) as (keyof typeof runs)[])(
    `%s makes PyTorch's 20 steps, ${trace ? 'traced' : 'op by op'}`,
    async (name) => {
      const set = { x: tf.tensor2d(x), y: tf.tensor2d(y) }
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] })
      tf.tidy(() => model.setWeights([tf.tensor2d(w), tf.tensor1d(b)]))
      const before = tf.memory().numTensors
      const history = await train.fit(model, set, {
        optimizer: optimizers[name](),
        loss: 'mse',
        epochs: 20,
        batchSize: 8,
        shuffle: false,
        trace,
      })
      expect(tf.memory().numTensors).toBe(before)
      const [kernel, bias] = model.getWeights()
      const near = (found: ArrayLike<number>, wanted: number[]) => {
        wanted.forEach((v, i) => {
          expect(Math.abs(found[i]! - v)).toBeLessThan(1e-5 * Math.max(1, Math.abs(v)))
        })
      }
      near(kernel!.dataSync(), runs[name].w)
      near(bias!.dataSync(), runs[name].b)
      near(history.stepLosses, runs[name].losses)
    },
  )
}

test('an optimizer is described by name, by description, or by its function', () => {
  expect(train.resolveOptimizer('adamw').name).toBe('adamW')
  expect(train.resolveOptimizer({ name: 'adam', lr: 0.5 }).lr).toBe(0.5)
  const mine = train.sgd()
  expect(train.resolveOptimizer(mine)).toBe(mine)
})

test('wrong names and options are told apart from the nearest right ones', () => {
  expect(() => train.resolveOptimizer('adm')).toThrow("There is no optimizer 'adm'. Did you mean 'adam'?")
  expect(() => train.adam({ beta: 1 } as any)).toThrow('Did you mean `beta1`?')
  expect(() => train.adam({ lr: -1 })).toThrow('Expected `lr` to be a number > 0, found -1.')
  expect(() => train.momentum({ momentum: 1 })).toThrow('Expected `momentum` to be a number in [0, 1), found 1.')
  const adam = train.adam()
  expect(() => {
    adam.lr = Number.NaN
  }).toThrow('Expected `lr`')
})

test("Keras's and PyTorch's spellings", () => {
  const names = ['SGD', 'Adam', 'AdamW', 'RMSprop', 'Adagrad', 'Adadelta', 'Nadam'].map(
    (n) => train.resolveOptimizer(n).name,
  )
  expect(names).toEqual(
    ['sgd', 'adam', 'adamW', 'rmsprop', 'adagrad', 'adadelta', 'nadam'].map((n) => train.resolveOptimizer(n).name),
  )
})
