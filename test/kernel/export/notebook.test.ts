import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findPages, readNotebook, text } from '../../../kernel/export/notebook.ts'
import { code, markdown, temporaryFolder, writeNotebooks } from './fixtures.ts'

test('finds the notebooks of a folder in order, Chinese ones in zh/, with their titles', () => {
  const folder = writeNotebooks(temporaryFolder(), {
    '02-b': [markdown('# Second')],
    '01-a': [markdown('Words first\n\n# First?')],
    'zh/01-a': [markdown('# 第一章')],
  })
  expect(findPages([folder]).map(({ name, lang, title }) => [name, lang, title])).toEqual([
    ['01-a', 'en', 'First?'],
    ['02-b', 'en', 'Second'],
    ['01-a', 'zh', '第一章'],
  ])
  expect(findPages([folder], 'zh')).toHaveLength(1)
  expect(findPages([path.join(folder, '02-b.ipynb')])).toHaveLength(1)
})

test('sources that are lists of lines are joined', () => {
  const file = path.join(temporaryFolder(), 'a.ipynb')
  fs.writeFileSync(
    file,
    JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [{ ...code(''), source: ['a\n', 'b'] }] }),
  )
  expect(readNotebook(file).cells[0]!.source).toBe('a\nb')
  expect(text(['x', 'y'])).toBe('xy')
})

test('what is not a notebook is said with its name', () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'a.ipynb')
  fs.writeFileSync(file, 'hello')
  expect(() => findPages([file])).toThrow(/a\.ipynb is not a notebook: it is not JSON/)
  fs.writeFileSync(file, '{"nbformat": 3, "worksheets": []}')
  expect(() => findPages([file])).toThrow('found format 3; open it in JupyterLab and save it')
  fs.writeFileSync(file, '{}')
  expect(() => findPages([file])).toThrow('found no nbformat and cells')
  expect(() => findPages([path.join(folder, 'nowhere')])).toThrow(/There is no .*nowhere/)
  fs.rmSync(file)
  expect(() => findPages([folder])).toThrow('Found no notebook')
})
