import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRelative, ModuleNotFoundError, resolveModule } from '../../../../kernel/runtime/loader/resolve.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'gradlab-resolve-')))
const home = join(root, 'home')
const folder = join(root, 'project', 'notebooks')

const write = (path: string, text = '') => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeAll(() => {
  for (const file of ['a.ts', 'b.mjs', 'c.json', 'deep/index.ts', 'both.ts', 'both.js'])
    write(`project/notebooks/${file}`)
  mkdirSync(join(folder, 'empty'))
  write('project/node_modules/up/index.js')
  write('project/node_modules/shared/index.js')
  write('project/node_modules/esm/package.json', '{"name":"esm","exports":{"import":"./esm.js"}}')
  write('project/node_modules/esm/esm.js')
  write('project/node_modules/closed/package.json', '{"name":"closed","exports":{".":"./index.js"}}')
  write('project/node_modules/closed/index.js')
  write('project/node_modules/hollow/package.json', '{"name":"hollow","main":"gone.js"}')
  write('home/node_modules/@own/pack/lib/x.js')
  write('home/node_modules/shared/index.js')
  write('home/node_modules/closed/inner.js')
})
afterAll(() => rmSync(root, { recursive: true }))

/** Where it leads, below the root. */
function resolved(specifier: string): unknown {
  const found = resolveModule(specifier, folder, home)
  return 'path' in found ? found.path.replace(`${root}/`, '') : found
}

test.each([
  ['./a', 'project/notebooks/a.ts'],
  ['./a.js', 'project/notebooks/a.ts'],
  ['./both.js', 'project/notebooks/both.js'],
  ['./both', 'project/notebooks/both.ts'],
  ['./b', 'project/notebooks/b.mjs'],
  ['./c.json', 'project/notebooks/c.json'],
  ['./deep', 'project/notebooks/deep/index.ts'],
  ['../notebooks/a.ts', 'project/notebooks/a.ts'],
  [join(folder, 'a.ts'), 'project/notebooks/a.ts'],
  [pathToFileURL(join(folder, 'a.ts')).href, 'project/notebooks/a.ts'],
  ['up', 'project/node_modules/up/index.js'],
  ['up/index', 'project/node_modules/up/index.js'],
  ['esm', 'project/node_modules/esm/esm.js'],
  ['shared', 'project/node_modules/shared/index.js'],
  ['@own/pack/lib/x.js', 'home/node_modules/@own/pack/lib/x.js'],
  ['fs', { builtin: 'node:fs' }],
  ['node:fs/promises', { builtin: 'node:fs/promises' }],
  ['data:text/javascript,1', { url: 'data:text/javascript,1' }],
])('%s', (specifier, found) => {
  expect(resolved(specifier)).toEqual(found)
})

test.each([
  [
    './none',
    /^Cannot find '\.\/none': .*none does not exist \(also tried: \.ts, .*Relative imports start at .*notebooks\.$/,
  ],
  ['./empty', /empty is a folder without an index file/],
  ['@no/such/deep', /^Cannot find the package '@no\/such'\. Looked in .*&& npm install @no\/such$/],
  ['hollow', /^Cannot find 'hollow': the package is in .*hollow, but has no such entry/],
  ['https://example.org/x.js', /^Cannot import 'https:.*Install the package beside the notebook/],
])('%s is nowhere, and the error says where it was looked for', (specifier, message) => {
  expect(() => resolved(specifier)).toThrow(ModuleNotFoundError)
  expect(() => resolved(specifier)).toThrow(message)
})

test('the folders that were tried are all those upward, and gradlab’s own', () => {
  const tried = [folder, dirname(folder), root, home].map((one) => join(one, 'node_modules'))
  for (const place of tried) expect(() => resolved('none')).toThrow(place)
})

test('a path that a package keeps to itself is not looked for elsewhere', () => {
  expect(() => resolved('closed/inner.js')).toThrow(/not defined by "exports"/)
})

test('code and name of the error, without clutter in a traceback', () => {
  const error = new ModuleNotFoundError('x')
  expect([error.code, error.name]).toEqual(['ERR_MODULE_NOT_FOUND', 'ModuleNotFoundError'])
  expect(Object.keys(error)).not.toContain('code')
})

test.each([
  ['./a', true],
  ['../a', true],
  ['.', true],
  ['..', true],
  ['/a', true],
  ['file:///a', true],
  ['.a', false],
  ['a', false],
  ['@a/b', false],
  ['node:fs', false],
])('%s is relative: %s', (specifier, is) => {
  expect(isRelative(specifier)).toBe(is)
})
