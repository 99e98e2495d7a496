import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { displaySymbol } from '../../../src/display.ts'

test.each([
  ['one parameter', descent.singleTheta(), [0]],
  ['two', descent.himmelblau, [0, 0]],
  ['five', descent.rosenbrock, [-1, 1, -1, 1, -1]],
] as const)('%s: drawn without a number that is none, before the first step too', (_, objective, at) => {
  const d = descent.start(objective, { at: [...at], optimizer: descent.batch({ lr: 0.001 }) })
  for (const steps of [0, 1, 30]) {
    const html = String(d.step(steps)[displaySymbol]()['text/html'])
    expect(html).toContain('<svg')
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
  }
})

test('a descent that diverged is drawn up to where it can be', () => {
  const d = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.batch({ lr: 0.1 }) }).step(9)
  const html = String(d[displaySymbol]()['text/html'])
  expect(html).toContain('Stopped at step 2')
  expect(html.match(/points="[^"]*"/)![0]).not.toMatch(/NaN|e\+/)
})
