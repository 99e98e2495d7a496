import { expect, test } from 'vitest'
import { displaySymbol } from '../../../src/display.ts'
import * as metrics from '../../../src/train/metrics/index.ts'
import oracle from '../../oracle/train.json' with { type: 'json' }

const m = oracle.metrics

test('confusion shows itself', () => {
  const table = metrics.confusion(m.truth, m.probabilities)
  expect(table.matrix).toEqual(m.confusion)
  expect(String(table).split('\n')).toHaveLength(5)
  expect(() => metrics.confusion([0, 5], [0, 1], { classes: 2 })).toThrow('[0, 2), found 5')
})

test('rows are true classes, columns predicted ones; names and number of classes', () => {
  const { matrix, total, classNames } = metrics.confusion([0, 1, 1], [1, 1, 0], { classNames: ['cat', 'dog', 'owl'] })
  expect(matrix).toEqual([
    [0, 1, 0],
    [1, 1, 0],
    [0, 0, 0],
  ])
  expect([total, classNames]).toEqual([3, ['cat', 'dog', 'owl']])
  expect(metrics.confusion([0, 0], [0, 0]).matrix).toHaveLength(2)
  expect(metrics.confusion([0], [[0.1, 0.2, 0.7]]).matrix).toHaveLength(3)
})

test('as HTML the names are safe', async () => {
  const table = metrics.confusion([0, 1], [0, 1], { classNames: ['<a>', 'b'] })
  expect((await table[displaySymbol]())['text/html']).toContain('<th>&lt;a&gt;</th><td>1</td><td>0</td>')
})
