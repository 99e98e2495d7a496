import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { History } from '../../src/train/history.ts'

function history(epochs: number): History {
  const made = new History()
  for (let epoch = 1; epoch <= epochs; epoch++) {
    made.add({ epoch, learningRate: 0.1, seconds: 0.5, loss: 1 / epoch, accuracy: 0.9, valLoss: Math.abs(epoch - 2) })
  }
  return made
}

test('columns by name, records, the best epoch, TensorFlow.js names', () => {
  const h = history(3)
  expect(h.loss).toEqual([1, 1 / 2, 1 / 3])
  expect(h.accuracy).toEqual([0.9, 0.9, 0.9])
  expect(h.best!.epoch).toBe(2)
  expect(h.seconds).toBe(1.5)
  expect(h.metricNames).toEqual(['loss', 'accuracy', 'valLoss'])
  expect(Object.keys(h.history)).toEqual(['loss', 'acc', 'val_loss'])
  expect(h.toRecords()).toHaveLength(3)
})

test('it shows itself as text and HTML; long ones are cut in the middle', async () => {
  const bundle = await history(100)[displaySymbol]()
  expect(bundle['text/plain']).toContain('100 epochs in 50.0 s')
  expect(String(bundle['text/plain']).split('\n').length).toBeLessThan(30)
  expect(bundle['text/html']).toContain('<table>')
  expect(String(new History())).toBe('History: no epoch')
})

test("the loss of an output called 'value' is no validation", () => {
  const history = new History()
  history.add({ epoch: 1, learningRate: 1, seconds: 1, loss: 3, value_loss: 2, valLoss: 5, valValue_loss: 4 })
  expect(history.history).toEqual({ loss: [3], value_loss: [2], val_loss: [5], val_value_loss: [4] })
})

test('the learning rate of each epoch, as it was given', () => {
  const history = new History()
  history.add({ epoch: 1, learningRate: Math.fround(0.001), seconds: 1, loss: 1 })
  history.add({ epoch: 2, learningRate: Math.fround(3e-5), seconds: 1, loss: 1 })
  expect(history.learningRate).toEqual([0.001, 3e-5])
  expect(history.last!.learningRate).toBe(3e-5)
})
