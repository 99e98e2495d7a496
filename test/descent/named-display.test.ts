import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import { displaySymbol } from '../../src/display.ts'

const shown = (value: object) => (value as any)[displaySymbol]() as Record<string, string>

test('an objective tells its formula, minima, source, and how its gradient is made', () => {
  const { 'text/plain': text, 'text/html': html } = shown(descent.rosenbrock)
  expect(text).toBe(
    'rosenbrock: any number of parameters, gradient by formula, Hessian, minimum 0 at (1, 1), starts at (−1.2, 1). Source: H. H. Rosenbrock, The Computer Journal 3 (1960), 175–184.',
  )
  expect(html).toContain('<math')
  expect(inspect(descent.rosenbrock)).toBe(text)
  const own = descent.objective(([x]: readonly number[]) => x! ** 2)
  expect(inspect(own)).toBe('objective: any number of parameters, gradient by central differences.')
  expect(shown(own)['text/html']).not.toMatch(/undefined|<math/)
  expect(Object.keys(descent.booth)).not.toContain('Symbol(Jupyter.display)')
})

test('an optimizer tells its options and its rule, a wrapped one all of its rules', () => {
  const wrapped = descent.clipNorm(
    descent.schedule(descent.adam({ lr: 0.1 }), () => 1),
    1,
  )
  expect(inspect(descent.momentum({ lr: 0.1 }))).toBe('momentum (lr 0.1, momentum 0.9)')
  expect(inspect(wrapped)).toBe('clipNorm(schedule(adam)) (lr 0.1, beta1 0.9, beta2 0.999, epsilon 1e−8)')
  expect(shown(wrapped)['text/html']!.match(/<math/g)).toHaveLength(wrapped.rule.length)
})
