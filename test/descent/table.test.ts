import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import { htmlTable, showAsTable, textTable } from '../../src/descent/table.ts'
import { displaySymbol } from '../../src/display.ts'

const shown = (items: readonly unknown[]) => (items as any)[displaySymbol]() as Record<string, string>

test('columns of text are as wide as their widest cell; HTML is safe; no rows are no table', () => {
  expect(textTable([['a', 'long'], ['100', '1']])).toEqual(['  a  long', '100     1']) // biome-ignore format: short
  expect(htmlTable(['<a>'], [['1'], ['2']], 'caption')).toMatch(/<caption.*caption.*&lt;a&gt;.*<td/s)
  expect(htmlTable(['a'], [])).toBe('')
})

test('an array shows its first and last items, and is the same array to code', () => {
  const items = showAsTable([1, 2, 3], ['n'], (n) => [String(n)])
  expect(items).toEqual([1, 2, 3])
  expect(Object.keys(items)).toEqual(['0', '1', '2'])
  expect(inspect(items)).toBe('3 steps\nn\n1\n2\n3')
  const many = showAsTable(
    Array.from({ length: 100 }, (_, i) => i),
    ['n'],
    (n) => [String(n)],
  )
  expect(inspect(many).split('\n')).toEqual(['100 steps', ' n', ' 0', ' 1', ' 2', ' …', ...[92, 93, 94, 95, 96, 97, 98, 99].map(String)]) // biome-ignore format: short
  expect(shown(many)['text/html']!.match(/<tr>/g)).toHaveLength(13)
  expect(shown(showAsTable([], ['n'], () => ['']))).toEqual({ 'text/plain': '0 steps', 'text/html': '0 steps' })
})

test('the steps of a descent show themselves, a million that are computed as they are read too', () => {
  const d = descent.start(descent.rosenbrock, { at: [-1.2, 1], optimizer: descent.momentum({ lr: 1e-5 }) })
  expect(shown(d.step(1).steps)['text/plain']).toContain('1 step\nstep')
  d.step(99_999)
  const { 'text/plain': text, 'text/html': html } = shown(d.steps)
  expect(text!.split('\n')[0]).toBe('100000 steps')
  expect(text!.split('\n').at(-1)).toMatch(/^100000 /)
  expect(html).toContain('gradient g')
  expect(inspect(d.steps)).toBe(text)
})
