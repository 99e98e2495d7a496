import { expect, test } from 'vitest'
import { plotlyMime } from '../../src/plot/figure.ts'
import '../../src/plot/views.ts'
import { viewOf } from '../../src/view.ts'

test('an evaluation, a confusion', async () => {
  const evaluation = await viewOf('evaluation', {
    confusion: [
      [8, 2],
      [1, 9],
    ],
    loss: 0.3,
  })
  expect(evaluation!['text/plain']).toContain('17 of 20 right (85.0 %)')
  const confusion = await viewOf('confusion', {
    matrix: [
      [1, 0],
      [1, 2],
    ],
    classNames: ['cat', 'dog'],
  })
  expect(confusion![plotlyMime]).toBeDefined()
})
