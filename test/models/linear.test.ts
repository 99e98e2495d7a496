import { expect, test } from 'vitest'
import { linear, logistic } from '../../src/models/linear.ts'

test('one layer: weights and bias', () => {
  const model = linear({ inputs: 1 })
  expect(model.getWeights().map((w) => w.shape)).toEqual([[1, 1], [1]])
  expect(model.countParams()).toBe(2)
  const plain = linear({ inputs: 3, outputs: 2, bias: false, name: 'plain' })
  expect(plain.countParams()).toBe(6)
  expect(plain.name).toBe('plain')
  model.dispose()
  plain.dispose()
})

test('logistic regression is a sigmoid, or a softmax for several classes', () => {
  for (const [outputs, activation] of [
    [1, 'sigmoid'],
    [3, 'softmax'],
  ] as const) {
    // biome-ignore format: short
    const model = logistic({ inputs: 2, outputs })
    expect((model.layers[0]!.getConfig() as any).activation).toBe(activation)
    model.dispose()
  }
})

test('bad options are told', () => {
  expect(() => linear({} as never)).toThrow(/`inputs` to be a whole number ≥ 1, found undefined.*number of features/)
  expect(() => linear({ inputs: 1, output: 1 } as never)).toThrow(/Did you mean `outputs`/)
})

test('its layer is called output', () => {
  const model = linear({ inputs: 2 })
  expect(model.layers.map((l) => l.name)).toEqual(['output'])
  model.dispose()
})
