import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalModule } from '../../../../kernel/session/contract.ts'
import { ChildHarness, home } from '../child-harness.ts'
import { plain } from '../session.ts'

let child: ChildHarness
let folder: string

function write(path: string, text: string): string {
  const whole = join(folder, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, text)
  return whole
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gradlab-loader-')))
  write('node_modules/esm-only/package.json', '{"name":"esm-only","type":"module","exports":{"import":"./index.js"}}')
  write('node_modules/esm-only/index.js', 'export const kind = "esm"; export default 1')
  write('node_modules/common/index.js', 'module.exports = Object.assign(() => "called", { ["na" + "med"]: 2 })')
  write(
    'node_modules/compiled/index.js',
    'exports.__esModule = true; exports.default = "the default"; exports.other = 3',
  )
  write('node_modules/closed/package.json', '{"name":"closed","exports":{".":"./index.js"}}')
  write('node_modules/closed/index.js', '')
  write('data.json', '{"rows":[1,2],"name":"n"}')
  write('plain.mjs', 'export const value = 1; export const here = import.meta.url')
  write('old.cjs', 'exports.value = 1')
  write('broken.mjs', 'export const value = 1\nthrow new Error("while loading")')
  child = await ChildHarness.start(folder)
})
afterAll(async () => {
  await child.stop()
  rmSync(folder, { recursive: true })
})

async function imported(specifier: string, js: string, more: object = {}): Promise<unknown> {
  const { result, error } = await child.run({
    js: `const m = $k.modules[0]; $k.result(${js})`,
    imports: [{ specifier, ...more }],
  })
  return error ? `${error.ename}: ${error.evalue}` : result?.data['text/plain']
}

test.each([
  ['esm-only', 'm.kind + m.default', "'esm1'"],
  ['common', 'm.default() + m.named', "'called2'"],
  ['compiled', 'm.default + m.other', "'the default3'"],
  ['./data.json', 'm.default.rows.length + m.name', "'2n'"],
  ['./plain.mjs', 'm.value', '1'],
  ['./plain', 'm.value', '1'],
  ['node:path', 'm.default === m.posix', 'true'],
  ['fs', 'typeof m.readFileSync', "'function'"],
  ['@jridgewell/trace-mapping', 'typeof m.TraceMap', "'function'"],
])('%s', async (specifier, js, text) => {
  expect(await imported(specifier, js)).toBe(text)
})

test('a miss names the folders tried and the remedy', async () => {
  const text = await imported('not-there/deep', '1')
  expect(text).toContain("ModuleNotFoundError: Cannot find the package 'not-there'.")
  expect(text).toContain(join(folder, 'node_modules'))
  expect(text).toContain(join(home, 'node_modules'))
  expect(text).toContain(`cd ${folder} && npm install not-there`)
  expect(await imported('./no-file', '1')).toContain(join(folder, 'no-file'))
  expect(await imported('closed/inner', '1')).toContain('not defined by "exports"')
  expect(await imported('https://example.org/x.js', '1')).toContain('npm install')
  expect(await imported('not-there', 'Object.keys(m).length', { optional: true })).toBe('0')
})

test('a failing import points at its line in the cell', async () => {
  const code = '// first\nimport { value } from "./broken.mjs"'
  const { error } = await child.run({ js: '', code, imports: ['./broken.mjs'] })
  const text = plain(error!.traceback.join('\n'))
  expect(text).toContain('Error: while loading')
  expect(text).toContain('broken.mjs, line 2')
  expect(text).toMatch(/--> 2 \| import/)
})

test('local JavaScript is loaded again when it has changed', async () => {
  const later = new Date(Date.now() + 5000)
  for (const [file, text] of [
    ['plain.mjs', 'export const value = 2'],
    ['old.cjs', 'exports.value = 2'],
  ] as const) {
    expect(await imported(`./${file}`, 'm.value')).toBe('1')
    utimesSync(write(file, text), later, later)
    expect(await imported(`./${file}`, 'm.value')).toBe('2')
  }
})

test('dynamic import, require and import.meta of cells', async () => {
  const js = `$k.result([(await $k.import('esm-only')).kind, $k.require('./data.json').name, $k.require('path').sep, $k.meta.dirname])`
  const { result } = await child.run(js)
  expect(plain(String(result?.data['text/plain']))).toBe(`[ 'esm', 'n', '/', '${folder}' ]`)
})

test('require has what Node’s has: resolve, from the notebook’s folder and then from gradlab’s, and the cache', async () => {
  const js = `$k.result([$k.require.resolve('./data.json'), $k.require.resolve('zeromq').length > 0, typeof $k.require.resolve.paths('x'), typeof $k.require.cache])`
  const { result } = await child.run(js)
  expect(plain(String(result?.data['text/plain']))).toBe(`[ '${join(folder, 'data.json')}', true, 'object', 'object' ]`)
})

function local(path: string, js: string, more: Partial<LocalModule> = {}): LocalModule {
  const map = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })
  const whole = `(function ($, $k) { ${js} })`
  return {
    path: join(folder, path),
    code: '',
    js: whole,
    map,
    async: false,
    imports: [],
    exports: {},
    stars: [],
    ...more,
  }
}

async function withLocals(locals: LocalModule[], path: string, js: string): Promise<unknown> {
  const { result, error } = await child.run({
    js: `const m = $k.modules[0]; $k.result(${js})`,
    imports: [{ specifier: `./${path}`, local: join(folder, path) }],
    locals,
  })
  return error?.evalue ?? result?.data['text/plain']
}

test('local modules: live bindings, stars, cycles, a new version', async () => {
  const at = (path: string) => ({ specifier: `./${path}`, local: join(folder, path) })
  const a = local('a.ts', '$.count = 1; $.up = () => { $.count++ }; $.b = () => $k.modules[0].two', {
    imports: [at('b.ts')],
    exports: { count: 'count', up: 'up', b: 'b' },
    stars: [0],
  })
  const b = local('b.ts', '$.two = 2; $.back = () => $k.modules[0].count', {
    imports: [at('a.ts')],
    exports: { two: 'two', back: 'back' },
  })
  expect(await withLocals([b, a], 'a.ts', '(m.up(), [m.count, m.b(), m.two, m.back()].join())')).toBe("'2,2,2,2'")
  expect(await withLocals([], 'a.ts', 'm.count')).toBe('2')
  expect(await withLocals([{ ...a, js: '(function ($, $k) { $.count = 10 })' }], 'a.ts', 'm.count')).toBe('10')
})
