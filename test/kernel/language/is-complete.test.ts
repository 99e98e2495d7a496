import { describe, expect, test } from 'vitest'
import { isComplete } from '../../../kernel/language/is-complete.ts'

describe('is complete', () => {
  test.each(['1 + 1', 'const a = 1', 'if (a) { b() }', 'await f()', '', 'class A {}', 'f(`x\n`)'])('%j', (code) => {
    expect(isComplete(code)).toEqual({ status: 'complete' })
  })

  test.each([
    ['function f() {', '  '],
    ['if (a) {\n  while (b) {', '    '],
    ['foo(1,', '  '],
    ['const a = [', '  '],
    ['const o = {\n  a: 1,', '  '],
    ['if (a) {\n  b()\n}  else {', '  '],
    ['const s = `abc', ''],
    ['1 +', ''],
    ['x.', ''],
    ['/* a comment', ''],
  ])('%j waits for more', (code, indent) => {
    expect(isComplete(code)).toEqual({ status: 'incomplete', indent })
  })

  test.each(['const = 1', 'a b', '}', 'f(]', 'let x = )'])('%j is invalid', (code) => {
    expect(isComplete(code)).toEqual({ status: 'invalid' })
  })

  test('two empty lines end a cell', () => {
    expect(isComplete('function f() {\n\n\n').status).not.toBe('incomplete')
  })
})
