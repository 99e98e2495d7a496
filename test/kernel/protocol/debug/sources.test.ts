import { expect, test } from 'vitest'
import { pathOf, Sources, urlOf } from '../../../../kernel/protocol/debug/sources.ts'

/** Line 3 of the code is line 2 of the compiled code; line 2 is a comment. */
const code = 'let a = 1\n// nothing\nlet b = 2'
const map = JSON.stringify({ version: 3, sources: ['Cell In[1]'], names: [], mappings: 'AAAA;AAEA,IAAI' })

test('places there and back', () => {
  const sources = new Sources()
  const run = sources.ran({ cell: 7, name: 'Cell In[1]', code, map })
  expect(run.path).toBe(pathOf(code))
  expect(sources.generated(run, 1)).toEqual({ line: 1, lineNumber: 0, columnNumber: 0 })
  expect(sources.generated(run, 3)).toEqual({ line: 3, lineNumber: 1, columnNumber: 0 })
  expect(sources.original(urlOf(7), 1, 4)).toMatchObject({ line: 3, column: 5 })
  expect(sources.original('file:///other.js', 1, 4)).toBeUndefined()
})

test('a breakpoint on a line without code moves on to the next that has some', () => {
  const sources = new Sources()
  const run = sources.ran({ cell: 7, name: 'Cell In[1]', code, map })
  expect(sources.generated(run, 2)).toMatchObject({ line: 3, lineNumber: 1 })
  expect(sources.generated(run, 9)).toBeUndefined()
})

test('a code is found by its path, and its runs; a new runtime knows none of them', () => {
  const sources = new Sources()
  const path = sources.dump(code)
  expect(sources.code(path)).toBe(code)
  sources.ran({ cell: 1, name: 'Cell In[1]', code, map })
  sources.ran({ cell: 2, name: 'Cell In[2]', code, map })
  expect(sources.runsOf(path).map(({ cell }) => cell)).toEqual([1, 2])
  sources.forget()
  expect(sources.runsOf(path)).toEqual([])
  expect(sources.code(path)).toBe(code)
})
