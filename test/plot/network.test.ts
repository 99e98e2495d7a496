import { expect, test } from 'vitest'
import { network } from '../../src/plot/network.ts'
import { tf } from '../../src/tf.ts'

test('a network from its sizes: units, dots for the rest, edges', () => {
  const figure = network([784, 16, 10])
  expect(figure.data.length).toBeGreaterThan(1)
  expect(JSON.stringify(figure.layout)).toContain('784')
})

test('a network from a model names its layers and counts their parameters', () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2], activation: 'relu' })] })
  expect(JSON.stringify(network(model).layout)).toContain('9 parameters')
  model.dispose()
})

test('sizes that are none are said', () => {
  expect(() => network([784, 0])).toThrow('at least two layer sizes > 0')
  expect(() => network('mlp' as never)).toThrow('a model, or layer sizes')
})
