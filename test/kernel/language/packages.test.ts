import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localFiles, packagesFrom } from '../../../kernel/language/packages.ts'

const root = mkdtempSync(path.join(tmpdir(), 'gradlab-packages-'))
const home = path.join(root, 'home')
const folder = path.join(root, 'project', 'notebooks')

beforeAll(() => {
  const folders = [
    'home/node_modules/hidden',
    'project/node_modules/own',
    'project/node_modules/.bin',
    'project/node_modules/@types/own',
    'project/node_modules/@scope/one',
    'project/node_modules/@scope/two',
    'project/notebooks/node_modules/near',
    'project/notebooks/sub',
    'project/notebooks/.hidden',
  ]
  for (const name of folders) mkdirSync(path.join(root, name), { recursive: true })
  const dependencies = { plotly: '1', '@types/node': '1', '@scope/two': '1' }
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ dependencies }))
  symlinkSync(path.join(home, 'node_modules/hidden'), path.join(root, 'project/node_modules/linked'))
  writeFileSync(path.join(root, 'project/node_modules/file.js'), '')
  for (const name of ['a.ts', 'b.mjs', 'c.json', 'd.ipynb', 'e.csv', '.f.ts'])
    writeFileSync(path.join(folder, name), '')
})
afterAll(() => rmSync(root, { recursive: true }))

test('packages from the folder upward, then those that gradlab is meant to bring along', () => {
  expect(packagesFrom(folder, home)).toEqual(['@scope/one', '@scope/two', 'linked', 'near', 'own', 'plotly'])
})

test('of gradlab’s own folder its dependencies only, where the notebook lies inside it', () => {
  const inside = path.join(home, 'notebooks')
  mkdirSync(inside)
  expect(packagesFrom(inside, home)).toEqual(['@scope/two', 'plotly'])
})

test('nothing where nothing can be read', () => {
  expect(packagesFrom(path.join(root, 'nowhere'), path.join(root, 'no-home'))).toEqual([])
  expect(localFiles(folder, 'nowhere/')).toEqual([])
})

test('files that can be imported, and the folders that they may be in', () => {
  const names = localFiles(folder, './').map(({ name, isFolder }) => (isFolder ? `${name}/` : name))
  expect(names.sort()).toEqual(['a.ts', 'b.mjs', 'c.json', 'sub/'])
  expect(localFiles(folder, '../').map(({ name }) => name)).toEqual(['notebooks'])
})
