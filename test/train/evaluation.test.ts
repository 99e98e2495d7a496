import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { Classification, Regression } from '../../src/train/evaluation.ts'
import { Confusion } from '../../src/train/metrics/confusion.ts'

const result = new Classification(
  0.5,
  new Confusion(
    [
      [3, 1],
      [0, 4],
    ],
    ['<cat>', 'dog'],
  ),
  Int32Array.of(0, 1),
)

test('the scores that a confusion matrix holds', () => {
  expect(result).toMatchObject({ accuracy: 7 / 8, precision: [1, 0.8], recall: [0.75, 1], support: [4, 4] })
  expect(result.f1[0]).toBeCloseTo(6 / 7, 12)
  expect(result.macro.recall).toBe(0.875)
  expect(result.toRecords()[1]).toMatchObject({ class: 'dog', precision: 0.8, recall: 1, support: 4 })
})

test('it shows itself: numbers, a row for each class, the matrix', async () => {
  expect(String(result).split('\n')[0]).toBe('loss 0.5, accuracy 0.875')
  const bundle = await result[displaySymbol]()
  expect(bundle['text/plain']).toBe(String(result))
  expect(String(bundle['text/html']).match(/<table>/g)).toHaveLength(2)
  expect(bundle['text/html']).toContain('&lt;cat&gt;')
})

test('a regression', () => {
  const regression = new Regression(1.23456, { mse: 1, mae: 0.5, r2: 0.9 }, Float32Array.of(1))
  expect(String(regression)).toBe('loss 1.235, mse 1, mae 0.5, R² 0.9')
  expect(regression[displaySymbol]()['text/html']).toBe('<p>loss 1.235, mse 1, mae 0.5, R² 0.9</p>')
})
