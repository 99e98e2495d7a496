import { expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import { mlp } from '../../src/models/mlp.ts'
import { formatBytes, summary } from '../../src/models/summary.ts'

test('layers, parameters and memory', () => {
  const model = mlp({ inputs: 784, hidden: [512], outputs: 10, dropout: 0.5, name: 'digits' })
  model.layers[0]!.trainable = false
  const s = summary(model)
  expect(s.parameters).toBe(407050)
  expect(s.trainable).toBe(5130)
  expect(String(s)).toMatch(/Model 'digits'\nlayer.*\n.*Dense .*\[·, 512\].*401,920 \(frozen\)\n.*Dropout/)
  expect(String(s)).toContain('407,050 parameters, 1.6 MiB; 5,130 are trained, 401,920 are not')
  expect(s[displaySymbol]()['text/html']).toContain('<td>Dropout</td>')
  model.dispose()
})

test('sizes and mistakes', () => {
  expect([100, 2048, 3 * 1024 ** 2].map(formatBytes)).toEqual(['100 B', '2.0 KiB', '3.0 MiB'])
  expect(() => summary(3 as never)).toThrow(/`models.summary` to be given a tf.LayersModel, found 3/)
})
