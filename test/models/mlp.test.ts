import { expect, test } from 'vitest'
import { mlp } from '../../src/models/mlp.ts'
import { seed } from '../../src/random.ts'
import { tf } from '../../src/tf.ts'

test("the articles' network: 784-512-256-10, 535,818 parameters", () => {
  const before = tf.memory().numTensors
  const model = mlp({ inputs: 784, hidden: [512, 256], outputs: 10 })
  expect(model.countParams()).toBe(535818)
  expect(model.outputs[0]!.shape).toEqual([null, 10])
  const sums = tf.tidy(() => (model.predict(tf.randomUniform([3, 784])) as tf.Tensor).sum(1).dataSync())
  for (const sum of sums) expect(sum).toBeCloseTo(1, 5)
  model.dispose()
  expect(tf.memory().numTensors).toBe(before)
})

test('the same seed gives the same weights, another one others', () => {
  const weights = () => {
    const model = mlp({ inputs: 3, hidden: [4], outputs: 2 })
    const out = model.getWeights().map((w) => [...w.dataSync()])
    model.dispose()
    return out
  }
  seed(7)
  const a = weights()
  expect(weights()).not.toEqual(a)
  seed(7)
  expect(weights()).toEqual(a)
})

test('images are flattened, batch normalization and dropout stand where asked', () => {
  const model = mlp({ inputs: [4, 4, 1], hidden: [8, 8], outputs: 1, dropout: 0.2, batchNorm: true, l2: 0.01 })
  expect(model.layers.map((l) => l.getClassName())).toEqual([
    'Flatten',
    ...['Dense', 'BatchNormalization', 'Activation', 'Dropout'],
    ...['Dense', 'BatchNormalization', 'Activation', 'Dropout'],
    'Dense',
  ])
  expect((model.layers.at(-1)!.getConfig() as any).activation).toBe('linear')
  model.dispose()
})

test('bad options are told', () => {
  expect(() => mlp({ inputs: 784 } as never)).toThrow(/`outputs` to be a whole number ≥ 1, found undefined/)
  expect(() => mlp({ inputs: 1, outputs: 1, hidden: 5 as never })).toThrow(
    /`hidden` to be a list of layer widths, found 5/,
  )
  expect(() => mlp({ inputs: 1, outputs: 1, activation: 'rleu' })).toThrow(/`activation`: .*Did you mean 'relu'/)
  expect(() => mlp({ inputs: 1, outputs: 1, initializer: 'heNormall' as never })).toThrow(/Did you mean 'heNormal'/)
  expect(() => mlp({ inputs: 1, outputs: 1, dropout: 1 })).toThrow(/`dropout` to be a number in \[0, 1\), found 1/)
  expect(() => mlp({ inputs: 1, outputs: 1, units: 3 } as never)).toThrow(/no option `units`/)
})

test('layers say what they are, in every model anew; weights of a second model bear the same names', () => {
  const names = () => {
    const model = mlp({ inputs: [4, 4, 1], hidden: [8, 8], outputs: 1, dropout: 0.2, batchNorm: true })
    const found = [model.layers.map((l) => l.name), model.weights.map((w) => w.originalName)]
    model.dispose()
    return found
  }
  const [layers, weights] = names()
  expect(layers).toEqual([
    'flatten',
    ...['hidden_1', 'norm_1', 'activation_1', 'dropout_1'],
    ...['hidden_2', 'norm_2', 'activation_2', 'dropout_2'],
    'output',
  ])
  expect(weights).toContain('hidden_1/kernel')
  expect(names()).toEqual([layers, weights])
})
