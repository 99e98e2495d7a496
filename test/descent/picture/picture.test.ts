import { expect, test } from 'vitest'
import * as descent from '../../../src/descent/index.ts'
import { displaySymbol } from '../../../src/display.ts'
import { withDrawings } from '../drawings.ts'

test.each([
  ['one parameter', descent.singleTheta(), [0]],
  ['two', descent.himmelblau, [0, 0]],
  ['five', descent.rosenbrock, [-1, 1, -1, 1, -1]],
] as const)('%s: drawn without a number that is none, before the first step too', (_, objective, at) => {
  const d = descent.start(objective, { at: [...at], optimizer: descent.batch({ lr: 0.001 }) })
  for (const steps of [0, 1, 30]) {
    const html = withDrawings(d.step(steps)[displaySymbol]()['text/html'])
    expect(html).toContain('<svg')
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
  }
})

test('a descent that diverged is drawn up to where it can be', () => {
  const d = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.batch({ lr: 0.1 }) }).step(9)
  const html = withDrawings(d[displaySymbol]()['text/html'])
  expect(html).toContain('Stopped at step 2')
  expect(html.match(/points="[^"]*"/)![0]).not.toMatch(/NaN|e\+/)
})

test('a fine grid where the function is cheap, a coarse one where each value takes long; one star a known minimum', () => {
  let calls = 0
  const draw = (milliseconds: number) => {
    const f = ([x, y]: readonly number[]) => {
      calls++
      const until = performance.now() + milliseconds
      while (performance.now() < until);
      return x! ** 2 + y! ** 2
    }
    const d = descent.start({ f, gradient: ([x, y]) => [2 * x!, 2 * y!] }, { at: [1, 1] })
    calls = 0
    return withDrawings(d[displaySymbol]()['text/html'])
  }
  expect(draw(0.02)).not.toContain('★')
  expect(calls).toBeLessThan(57 * 45 + 5)
  const d = descent.start(descent.himmelblau)
  expect(withDrawings(d[displaySymbol]()['text/html']).match(/★<title>/g)).toHaveLength(4)
  expect(withDrawings(d[displaySymbol]()['text/html'])).toContain('★ minimum')
})
