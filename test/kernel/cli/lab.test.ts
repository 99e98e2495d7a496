import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { labArguments } from '../../../kernel/cli/lab.ts'

let notebooks: string
beforeAll(() => {
  notebooks = mkdtempSync(join(tmpdir(), 'gradlab-notebooks-'))
  for (const name of ['04-linear.ipynb', '01-start.ipynb', 'README.md']) writeFileSync(join(notebooks, name), '')
})
afterAll(() => rmSync(notebooks, { recursive: true }))

test('the first start opens the first notebook, later ones what was open last', () => {
  const base = ['lab', `--ServerApp.root_dir=${notebooks}`]
  expect(labArguments([], notebooks, true)).toEqual([...base, '--LabApp.default_url=/lab/tree/01-start.ipynb'])
  expect(labArguments([], notebooks, false)).toEqual(base)
})

test('JupyterLab’s own options go through', () => {
  expect(labArguments(['--no-browser', '--port', '8899'], notebooks, false)).toEqual([
    'lab',
    `--ServerApp.root_dir=${notebooks}`,
    '--no-browser',
    '--port',
    '8899',
  ])
})

test('a folder of the user’s own takes the place of the tutorial', () => {
  expect(labArguments(['mine', '--no-browser'], notebooks, true)).toEqual(['lab', 'mine', '--no-browser'])
  expect(labArguments(['--notebook-dir=mine'], notebooks, true)).toEqual(['lab', '--notebook-dir=mine'])
})

test('no notebooks yet is no error', () => {
  expect(labArguments([], '/no/such', true)).toEqual(['lab', '--ServerApp.root_dir=/no/such'])
})
