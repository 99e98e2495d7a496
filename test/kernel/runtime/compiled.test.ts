import { expect, test } from 'vitest'
import { isKept, sourceNamed } from '../../../kernel/runtime/cells.ts'
import { compiledFunction } from '../../../kernel/runtime/compiled.ts'
import type { CellContext } from '../../../kernel/session/contract.ts'

const source = { name: 'Cell In[9]', code: 'a = 1', map: '{"version":3,"sources":[],"names":[],"mappings":""}' }
const url = 'gradlab:///cell-909'
const context = { meta: { url: 'u' } } as unknown as CellContext

test('a function over variables and context, in the global scope, known by its URL', () => {
  const js = '(function ($, $k) { "use strict"; $.a = $k.meta.url; return [typeof require, typeof display0, this] })'
  const run = compiledFunction(js, url, source)
  const variables: Record<string, unknown> = {}
  expect(run(variables, context)).toEqual(['undefined', 'undefined', undefined])
  expect(variables).toEqual({ a: 'u' })
  expect(isKept(url)).toBe(true)
  expect(sourceNamed('Cell In[9]')).toBe(source)
})

test('errors name the URL and their line', () => {
  const run = compiledFunction('(function ($, $k) {\n  throw new Error("x")\n})', url, source)
  let stack = ''
  try {
    run({}, context)
  } catch (error) {
    stack = (error as Error).stack!
  }
  expect(stack).toContain('gradlab:///cell-909:2:9')
})

test('an async function gives a promise; what cannot be parsed throws at once', async () => {
  expect(await compiledFunction('(async function ($, $k) { return await 5 })', url, source)({}, context)).toBe(5)
  expect(() => compiledFunction('(function (', url, source)).toThrow(SyntaxError)
})
