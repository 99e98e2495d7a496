import { expect, test } from 'vitest'
import { history, panelsOf } from '../../src/plot/history.ts'

const run = { loss: [1, 0.5, 0.4], valLoss: [1.1, 0.6, 0.7], accuracy: [0.5, 0.8, 0.9], valAccuracy: [0.4, 0.75, 0.74] }

test('a panel a measure, validation beside training, best epoch marked', () => {
  const figure = history(run)
  expect(panelsOf(run).map((panel) => panel.name)).toEqual(['loss', 'accuracy'])
  const best = figure.data.filter((trace) => trace.name === 'best epoch')
  expect(best.map((trace) => [trace.x[0], trace.y[0]])).toEqual([
    [2, 0.6],
    [2, 0.75],
  ])
  expect(figure.description).toContain('loss: training 0.4, validation 0.7 (best 0.6 in epoch 2)')
})

test('TensorFlow.js’s own history is read too', () => {
  expect(panelsOf({ history: { val_loss: [1], loss: [2] }, epoch: [0] })).toEqual([
    { name: 'loss', validation: [1], train: [2] },
  ])
})

test('metrics choose and unknown ones are refused', () => {
  expect(history(run, { metrics: ['accuracy'] }).layout.yaxis.title.text).toBe('accuracy')
  expect(() => history(run, { metrics: ['f1'] })).toThrow("`metrics` to be among loss, accuracy, found 'f1'")
  expect(() => history(3 as never)).toThrow('the history of a training')
  expect(history({}).description).toContain('No epoch yet')
  expect(history({}).layout).toMatchObject({ xaxis: { visible: false }, annotations: [{ text: 'no epoch yet' }] })
  expect(history({ loss: run.loss }).layout).not.toHaveProperty('annotations')
})

test('few epochs have one tick each: half epochs would read as whole ones, twice', () => {
  const five = history({ loss: [5, 4, 3, 2, 1], valLoss: [5, 4, 3, 3, 3] })
  expect(five.layout.xaxis.dtick).toBe(1)
  expect(history({ loss: Array.from({ length: 40 }, (_, i) => 40 - i) }).layout.xaxis.dtick).toBeUndefined()
})

test('several panels are named above them, and leave their neighbours room on a phone', () => {
  const { layout } = history(run)
  expect(layout.annotations.map(({ text }: { text: string }) => text)).toEqual(['loss', 'accuracy'])
  expect(layout.yaxis2.title.text).toBeUndefined()
  expect(layout.xaxis2.domain[0] - layout.xaxis.domain[1]).toBeGreaterThan(0.15)
})

test('of 6 to 11 epochs every other one is numbered beside another panel, the last one among them', () => {
  const falling = (count: number) => Array.from({ length: count }, (_, i) => 1 / (1 + i))
  const axis = (count: number, more = {}) => history({ loss: falling(count), ...more }).layout.xaxis
  expect(axis(10)).toMatchObject({ dtick: 1 })
  expect(axis(10, { accuracy: falling(10) })).toMatchObject({ dtick: 2, tick0: 10 })
  expect(axis(5, { accuracy: falling(5) })).toMatchObject({ dtick: 1 })
})
