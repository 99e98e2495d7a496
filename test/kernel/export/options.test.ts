import { expect, test } from 'vitest'
import { readOptions } from '../../../kernel/export/options.ts'

test('reads sources, format, folder and switches', () => {
  expect(readOptions(['a.ipynb', 'b', '--to', 'html', '--out', 'x', '--execute', '--lang', 'zh'])).toEqual({
    sources: ['a.ipynb', 'b'],
    to: 'html',
    out: 'x',
    execute: true,
    allowErrors: false,
    lang: 'zh',
  })
  expect(readOptions(['--to', 'site', '-o', 'x']).sources).toEqual(['notebooks'])
})

test.each([
  [['--to', 'word', '--out', 'x'], "--to takes site, html, markdown, pdf, script; found 'word'."],
  [['--out', 'x'], 'found nothing'],
  [['--to', 'site'], '--out is missing'],
  [['--to', 'site', '--out', 'x', '--lang', 'fr'], "--lang takes en or zh; found 'fr'."],
  [['--to', 'site', '--out', 'x', '--colour'], "Unknown option '--colour'"],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => readOptions(args)).toThrow(sentence)
})
