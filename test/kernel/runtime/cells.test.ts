import { expect, test } from 'vitest'
import { compile } from '../../../kernel/language/compile.ts'
import { cellUrl, isKept, keepSource, placeInCell, sourceNamed } from '../../../kernel/runtime/cells.ts'

function keep(cell: number, code: string): string {
  const compiled = compile({ cell, name: `Cell In[${cell}]`, code }, new Set())
  if (!compiled.ok) throw new Error('not compiled')
  keepSource(cellUrl(cell), { name: `Cell In[${cell}]`, code, map: compiled.map })
  return compiled.js
}

test('a place in compiled code is a place in the cell', () => {
  const js = keep(1, 'interface A { a: number }\nconst a: A = { a: 1 }\nfail(a)').split('\n')
  const line = js.findIndex((text) => text.includes('fail'))
  const place = placeInCell(cellUrl(1), line + 1, js[line]!.indexOf('fail') + 1)
  expect(place).toMatchObject({ line: 3, column: 1, source: { name: 'Cell In[1]' } })
})

test('a place that no map knows is the cell as a whole', () => {
  keepSource(cellUrl(2), { name: 'Cell In[2]', code: '', map: 'not a map' })
  expect(placeInCell(cellUrl(2), 1, 1)).toMatchObject({ line: 0, source: { name: 'Cell In[2]' } })
  expect(placeInCell('file:///else', 1, 1)).toBeUndefined()
})

test('the latest cell of a name; old ones are forgotten when there is too much', () => {
  keepSource(cellUrl(3, 1), { name: 'Cell In[1]', code: 'again', map: '' })
  expect(sourceNamed('Cell In[1]')?.code).toBe('again')
  for (let i = 0; i < 5; i++) keepSource(cellUrl(10 + i), { name: 'big', code: 'x'.repeat(20 << 20), map: '' })
  expect(isKept(cellUrl(1))).toBe(false)
  expect(isKept(cellUrl(14))).toBe(true)
})
