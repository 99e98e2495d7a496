import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { Classification, Regression } from '../../src/train/evaluation.ts'
import { confusion } from '../../src/train/metrics/confusion.ts'
import { OutputEvaluations } from '../../src/train/output-evaluations.ts'

test('shows each output under its name', async () => {
  const labels = Int32Array.of(0, 1)
  const result = new OutputEvaluations(1.23456, {
    kind: new Classification(1, confusion(labels, labels, { classes: 2 }), labels),
    'a<b': new Regression(0.25, { mse: 0.25, mae: 0.5, r2: 0.1 }, new Float32Array(2)),
  })
  expect(result.outputs.kind!.accuracy).toBe(1)
  const { 'text/plain': text, 'text/html': html } = await result[displaySymbol]()
  expect(text).toMatch(/^loss 1\.235\nkind: loss 1, accuracy 1\n[\s\S]*a<b: loss 0\.25, mse 0\.25, mae 0\.5, R² 0\.1$/)
  expect(html).toContain('<h4>kind</h4>')
  expect(html).toContain('<h4>a&lt;b</h4>')
})
