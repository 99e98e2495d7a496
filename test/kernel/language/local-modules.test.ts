import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { LocalModuleError, LocalModules } from '../../../kernel/language/local-modules.ts'

const root = mkdtempSync(path.join(tmpdir(), 'gradlab-local-'))
afterAll(() => rmSync(root, { recursive: true }))

/** A folder with these files, modules that know nothing yet, and a way to import. */
function beside(files: Record<string, string>, paths: Record<string, string[]> = {}) {
  const folder = mkdtempSync(path.join(root, 'f'))
  for (const [name, code] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), code)
  }
  const modules = new LocalModules()
  const collect = (specifiers: string[], dynamic: string[] = []) => {
    const { imports, locals, files, aliases } = modules.collect(
      specifiers.map((specifier) => ({ specifier })),
      dynamic,
      { folder, legacyDecorators: true, aliases: { paths, base: folder } },
    )
    const short = (file: string) => path.relative(folder, file)
    return {
      imports: imports.map(({ local }) => local && short(local)),
      locals: locals.map((local) => short(local.path)),
      files: [...files.keys()].map(short),
      aliases: Object.fromEntries(Object.entries(aliases).map(([name, file]) => [name, short(file)])),
      modules: locals,
    }
  }
  return { folder, modules, collect }
}

test('relative specifiers lead to TypeScript files, by TypeScript’s rules; all else is left alone', () => {
  const { collect } = beside({ 'a.ts': '', 'b.mts': '', 'c/index.ts': '', 'd.js': '', 'e.json': '{}' })
  expect(
    collect(['./a', './a.ts', './a.js', './b', './b.mjs', './c', './d.js', './e.json', './none', 'a', 'node:fs'])
      .imports,
  ).toEqual(['a.ts', 'a.ts', 'a.ts', 'b.mts', 'b.mts', 'c/index.ts', ...Array(5).fill(undefined)])
})

test('names that `paths` lead to a file are resolved, and told to the runtime; packages of that pattern are left alone', () => {
  const files = { 'lib/a.ts': "import '@lib/b'; import '@lib/c.js'", 'lib/b.ts': '', 'lib/c.js': '', 'old/d.ts': '' }
  const { collect } = beside(files, { '@lib/*': ['./lib/*', './old/*'] })
  const found = collect(['@lib/a', '@lib/none'], ['@lib/d'])
  expect(found.imports).toEqual(['lib/a.ts', undefined])
  expect(found.locals).toEqual(['lib/b.ts', 'lib/a.ts', 'old/d.ts'])
  expect(found.aliases).toEqual({
    '@lib/a': 'lib/a',
    '@lib/b': 'lib/b',
    '@lib/c.js': 'lib/c.js',
    '@lib/d': 'old/d',
  })
})

test('dependencies come first, once each, also in a circle', () => {
  const { collect } = beside({
    'a.ts': "import './b'; import './sub/c'; import 'pkg'",
    'b.ts': "import './sub/c'; import './a'",
    'sub/c.ts': 'export const c = 1',
  })
  const { locals, files, modules } = collect(['./a', './b'])
  expect(locals).toEqual(['sub/c.ts', 'b.ts', 'a.ts'])
  expect(files).toEqual(locals)
  expect(modules[2]!.imports.map(({ specifier, local }) => [specifier, local && path.basename(local)])).toEqual([
    ['./b', 'b.ts'],
    ['./sub/c', 'c.ts'],
    ['pkg', undefined],
  ])
})

test('dynamic imports are followed too, of cells and of files', () => {
  const { collect } = beside({ 'a.ts': "const f = () => import('./b')", 'b.ts': '' })
  expect(collect([], ['./a', 'pkg']).locals).toEqual(['b.ts', 'a.ts'])
})

test('what the runtime has is not sent again, until it or what it imports has changed', () => {
  const { folder, modules, collect } = beside({ 'a.ts': "import './b'", 'b.ts': 'export {}', 'c.ts': '' })
  expect(collect(['./a', './c']).locals).toEqual(['b.ts', 'a.ts', 'c.ts'])
  // The cell did not run: the runtime has nothing yet.
  expect(collect(['./a', './c']).locals).toEqual(['b.ts', 'a.ts', 'c.ts'])
  modules.commit()
  expect(collect(['./a', './c'])).toMatchObject({ locals: [], files: ['b.ts', 'a.ts', 'c.ts'] })
  writeFileSync(path.join(folder, 'b.ts'), 'export const b = 1')
  expect(collect(['./a', './c']).locals).toEqual(['b.ts', 'a.ts'])
  modules.commit()
  modules.reset()
  expect(collect(['./a']).locals).toEqual(['b.ts', 'a.ts'])
})

test('a cell that is a module goes before the disk', () => {
  const { folder, modules, collect } = beside({ 'lib.ts': 'export const old = 1' })
  modules.setCell(path.join(folder, 'lib.ts'), 'export const hello = 1')
  modules.setCell(path.join(folder, 'only.ts'), "export * from './lib'")
  const { locals, modules: found } = collect(['./only'])
  expect(locals).toEqual(['lib.ts', 'only.ts'])
  expect(found[0]).toMatchObject({ code: 'export const hello = 1', exports: { hello: 'hello' } })
  expect(found[1]).toMatchObject({ stars: [0] })
})

test('a file that cannot be read as TypeScript says where; when it is mended it is taken', () => {
  const { folder, collect } = beside({ 'a.ts': "import './b'", 'b.ts': 'export const a = 1\nexport const b = )' })
  expect(() => collect(['./a'])).toThrow(LocalModuleError)
  expect(() => collect(['./a'])).toThrow('b.ts, line 2, column 18: Expression expected.')
  writeFileSync(path.join(folder, 'b.ts'), 'export const b = 2')
  expect(collect(['./a']).locals).toEqual(['b.ts', 'a.ts'])
})
