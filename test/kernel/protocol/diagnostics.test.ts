import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { typeError } from '../../../kernel/protocol/diagnostics.ts'
import type { Diagnostic } from '../../../kernel/session/contract.ts'

const first: Diagnostic = {
  code: 2322,
  message: "Type 'string' is not assignable to type 'number'.",
  severity: 'error',
  start: { line: 4, column: 8 },
  end: { line: 4, column: 9 },
  source: "\tconst n: number = 'a'",
}

test('position, source line, caret, code and message, in the coordinates of the cell', () => {
  const { ename, evalue, traceback } = typeError('Cell In[3]', [first])
  expect(ename).toBe('TypeScriptError')
  expect(evalue).toBe("TS2322: Type 'string' is not assignable to type 'number'.")
  expect(traceback.map(stripVTControlCharacters)).toEqual([
    'Cell In[3], line 4, column 8',
    "  4 | \tconst n: number = 'a'",
    '    | \t      ^',
    "TS2322: Type 'string' is not assignable to type 'number'.",
  ])
})

test('what is wrong in a local file is said with its name', () => {
  const { evalue, traceback } = typeError('Cell In[3]', [{ ...first, file: 'lib/a.ts' }])
  expect(evalue).toBe("lib/a.ts, line 4: TS2322: Type 'string' is not assignable to type 'number'.")
  expect(stripVTControlCharacters(traceback[0]!)).toBe('lib/a.ts, line 4, column 8')
})

test('all diagnostics are in the one error', () => {
  const second = {
    ...first,
    code: 2304,
    message: "Cannot find name 'y'.",
    start: { line: 10, column: 1 },
    end: { line: 10, column: 5 },
  }
  const { evalue, traceback } = typeError('Cell In[3]', [first, second])
  expect(evalue).toContain('(and 1 more)')
  const text = stripVTControlCharacters(traceback.join('\n'))
  expect(text).toContain('TS2322')
  expect(text).toContain('Cell In[3], line 10, column 1')
  expect(text).toContain('     | ^^^^')
})

test('an error over several lines is marked to the end of its first', () => {
  const { traceback } = typeError('Cell In[1]', [
    { ...first, source: 'f(', start: { line: 1, column: 1 }, end: { line: 3, column: 1 } },
  ])
  expect(stripVTControlCharacters(traceback[2] ?? '')).toBe('    | ^^')
})
