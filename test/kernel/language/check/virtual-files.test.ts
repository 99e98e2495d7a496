import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { VirtualFiles } from '../../../../kernel/language/check/virtual-files.ts'

const home = mkdtempSync(path.join(tmpdir(), 'gradlab-home-'))
beforeAll(() => {
  mkdirSync(path.join(home, 'node_modules', 'pack'), { recursive: true })
  mkdirSync(path.join(home, 'dist'))
  writeFileSync(path.join(home, 'package.json'), '{"name":"gradlab"}')
  writeFileSync(path.join(home, 'dist', 'index.d.ts'), 'export {}')
  writeFileSync(path.join(home, 'node_modules', 'pack', 'index.d.ts'), 'pack')
  symlinkSync(path.join(home, 'node_modules', 'pack'), path.join(home, 'node_modules', 'link'))
})
afterAll(() => rmSync(home, { recursive: true }))

test('files that are nowhere but here', () => {
  const files = new VirtualFiles(home)
  files.set('/f/__current__.ts', 'text')
  expect(files.readFile('/f/__current__.ts')).toBe('text')
  expect(files.fileExists('/f/__current__.ts')).toBe(true)
  expect(files.realpath('/f/__current__.ts')).toBe('/f/__current__.ts')
  files.set('/f/empty.ts', '')
  expect(files.readFile('/f/empty.ts')).toBe('')
  files.delete('/f/__current__.ts')
  expect(files.fileExists('/f/__current__.ts')).toBeUndefined()
})

test('gradlab and its packages stand in the last node_modules', () => {
  const files = new VirtualFiles(home)
  expect(files.readFile('/node_modules/pack/index.d.ts')).toBe('pack')
  expect(files.readFile('/node_modules/gradlab/package.json')).toBe('{"name":"gradlab"}')
  expect(files.fileExists('/node_modules/gradlab/dist/index.d.ts')).toBe(true)
  expect(files.directoryExists('/node_modules')).toBe(true)
  expect(files.directoryExists('/node_modules/gradlab')).toBe(true)
  expect(files.directoryExists('/node_modules/pack/index.d.ts')).toBe(false)
  expect(files.realpath('/node_modules/link')).toBe(path.join(home, 'node_modules', 'pack'))
  // Not there: neither is anything of that name on the disk.
  expect(files.readFile('/node_modules/none/index.d.ts')).toBeNull()
  expect(files.fileExists('/node_modules/none/index.d.ts')).toBe(false)
  expect(files.directoryExists('/node_modules/gradlab-other')).toBe(false)
})

test('all else is the disk’s; the notebook’s own files are noted, those of packages are not', () => {
  const files = new VirtualFiles(home)
  for (const file of ['/f/a.ts', '/f/b.mts', '/f/c.json', '/f/d.txt', '/f/node_modules/p/e.ts'])
    expect(files.readFile(file)).toBeUndefined()
  expect([...files.added]).toEqual(['/f/a.ts', '/f/b.mts', '/f/c.json'])
  expect(files.fileExists('/f/a.ts')).toBeUndefined()
  expect(files.directoryExists('/f')).toBeUndefined()
  expect(files.realpath('/f/a.ts')).toBeUndefined()
})

test('gradlab’s own build does not change while a kernel runs; notebooks in its folder do', () => {
  const files = new VirtualFiles(`${home}/`)
  files.readFile(`${home}/dist/src/index.d.ts`)
  files.readFile(`${home}/notebooks/own.ts`)
  expect([...files.added]).toEqual([`${home}/notebooks/own.ts`])
})
