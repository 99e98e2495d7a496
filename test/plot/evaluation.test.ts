import { expect, test } from 'vitest'
import { evaluationFigure, perClass } from '../../src/plot/evaluation.ts'

test('precision, recall and F1 from the counts', () => {
  const { precision, recall, f1 } = perClass([
    [8, 2],
    [1, 9],
  ])
  expect(Array.from(precision)).toEqual([8 / 9, 9 / 11])
  expect(Array.from(recall)).toEqual([0.8, 0.9])
  expect(f1[0]).toBeCloseTo(16 / 19, 12)
})

test('a class that was never predicted has precision 0, not NaN', () => {
  expect(
    perClass([
      [0, 3],
      [0, 5],
    ]).precision,
  ).toEqual([0, 5 / 8])
})

test('the counts on the left, bars on the right; a regression has no such picture', () => {
  const figure = evaluationFigure({
    confusion: [
      [1, 0],
      [0, 1],
    ],
    classNames: ['cat', 'dog'],
    loss: 0.5,
  })!
  expect(figure.data.map(({ type }) => type)).toEqual(['heatmap', 'bar', 'bar'])
  expect(figure.description).toContain('loss 0.5')
  expect(evaluationFigure({ loss: 1 })).toBeUndefined()
})
