import { expect, test } from 'vitest'
import { cellMetadata, isCompleteCode, ts } from '../../../kernel/language/tslab.ts'

test('the compiler is tslab’s TypeScript, with the parts that the kernel uses', () => {
  expect(ts.version).toMatch(/^5\.0/)
  expect(ts.transpile('let a: number = 1')).toContain('a = 1')
})

test.each([
  ['/** @module lib */\nexport const a = 1', { module: 'lib' }],
  ['/** @jsx */\n1', { jsx: true }],
  ['/** @browser */\n1', { mode: 'browser' }],
  ['const a = 1 /** @module late */', {}],
  ['', {}],
])('metadata of %j', (code, found) => {
  expect(cellMetadata(code)).toMatchObject(found)
  if (!('module' in found)) expect(cellMetadata(code).module).toBeUndefined()
})

test('complete code, and the indent of what is not', () => {
  expect(isCompleteCode('let a = 1')).toMatchObject({ completed: true })
  expect(isCompleteCode('function f() {')).toMatchObject({ completed: false, indent: '  ' })
  expect(isCompleteCode('const x = )')).toMatchObject({ completed: true })
})
