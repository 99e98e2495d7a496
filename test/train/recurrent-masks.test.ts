import { expect, test } from 'vitest'
import { tf } from '../../src/tf.ts'
import { releaseMasks } from '../../src/train/recurrent-masks.ts'

const lstm = () => tf.layers.lstm({ units: 2, dropout: 0.5, recurrentDropout: 0.5 })
const inModel = (layer: tf.layers.Layer) => {
  const input = tf.input({ shape: [3, 2] })
  return tf.model({ inputs: input, outputs: layer.apply(input) as tf.SymbolicTensor })
}
const cases: Record<string, () => tf.LayersModel> = {
  'a cell': () => inModel(lstm()),
  'a bidirectional one': () => inModel(tf.layers.bidirectional({ layer: lstm() as any, mergeMode: 'concat' } as any)),
  'stacked cells': () => {
    const cell = () => tf.layers.lstmCell({ units: 2, dropout: 0.5 })
    return inModel(tf.layers.rnn({ cell: [cell(), cell()] as any }) as any)
  },
}

test.each(Object.keys(cases))('%s: what its dropout keeps is freed, and it can be used again', (name) => {
  const model = cases[name]!()
  const x = tf.ones([1, 3, 2])
  const before = tf.memory().numTensors
  for (let i = 0; i < 2; i++) {
    tf.tidy(() => void model.apply(x, { training: true }))
    expect(tf.memory().numTensors).toBeGreaterThan(before)
    releaseMasks(model)
    expect(tf.memory().numTensors).toBe(before)
  }
  releaseMasks(model)
  tf.dispose(x)
  model.dispose()
})
