/** What the language of cells is, sentence by sentence, as a client sees it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../client.ts'
import { shown, traceback } from './text.ts'

const parent = realpathSync(mkdtempSync(join(tmpdir(), 'gradlab-language-')))
const folder = join(parent, 'notebooks')
let client: Client

function write(path: string, text: string): string {
  const whole = join(parent, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, text)
  return whole
}

/** A package of a folder: what it needs to be found, and its one file. */
function publish(path: string, about: object, index: string): void {
  const name = path.split('/').at(-1)
  write(`${path}/package.json`, JSON.stringify({ name, version: '1.0.0', ...about }))
  write(`${path}/index.js`, index)
}

beforeAll(async () => {
  mkdirSync(folder)
  publish('notebooks/node_modules/only-esm', { type: 'module', exports: './index.js' }, 'export const kind = "esm"')
  publish('node_modules/common', {}, 'module.exports = Object.assign(() => "called", { kind: "cjs" })')
  publish('node_modules/nearest', {}, 'exports.from = "above"')
  publish('notebooks/node_modules/nearest', {}, 'exports.from = "beside"')
  write('notebooks/data.json', '{ "rows": [1, 2, 3] }')
  client = await Client.start({ cwd: folder })
})
afterAll(async () => {
  await client.close()
  rmSync(parent, { recursive: true })
})

test('await at top level', async () => {
  expect(await shown(client, 'const answer = await Promise.resolve(42)', 'answer')).toBe('42')
  expect(await shown(client, 'for await (const x of (async function* () { yield 7 })()) console.log(x)\n"end"')).toBe(
    "'end'",
  )
})

test('anything is redeclared, with a new type; earlier functions see it', async () => {
  expect(
    await shown(
      client,
      'const rate = 1\nfunction scale(x: number) { return x * rate }\nconst twice = (x: number) => 2 * scale(x)',
      'const rate = 10',
      'twice(3)',
    ),
  ).toBe('60')
  expect(await shown(client, 'function scale(x: number) { return -x }', 'twice(3)')).toBe('-6')
  expect(await shown(client, 'const rate = "fast"', 'rate.toUpperCase()')).toBe("'FAST'")
  expect(await shown(client, 'class rate { static unit = "m" }', 'rate.unit')).toBe("'m'")
  expect(await shown(client, 'interface Point { x: number }', 'interface Point { y: string }', '({ y: "a" }) as Point')) //
    .toContain("y: 'a'")
})

test('types are gentle, and strict by option', async () => {
  const code = 'function first(list) { return list[0] }\nlet n: number = null\nfirst([n])'
  expect((await client.execute(code)).error).toBeUndefined()
  const strict = await Client.start({ env: { GRADLAB_STRICT: '1' } })
  const text = traceback(await strict.execute(code))
  expect(text).toContain('TS7006')
  expect(text).toContain('TS2322')
  await strict.close()
})

test('tsconfig.json beside the notebook', async () => {
  const beside = mkdtempSync(join(tmpdir(), 'gradlab-tsconfig-'))
  writeFileSync(join(beside, 'tsconfig.json'), '{ "compilerOptions": { "strictNullChecks": true } }')
  const other = await Client.start({ cwd: beside })
  expect(traceback(await other.execute('let n: number = null'))).toContain('TS2322')
  expect((await other.execute('function first(list) { return list[0] }')).error).toBeUndefined()
  await other.close()
  rmSync(beside, { recursive: true })
})

test('paths of the tsconfig.json: TypeScript, JavaScript and JSON, in cells and in files, statically and not', async () => {
  const beside = mkdtempSync(join(tmpdir(), 'gradlab-paths-'))
  const put = (name: string, text: string) => writeFileSync(join(beside, name), text)
  for (const folder of ['lib', 'lib/deep']) mkdirSync(join(beside, folder))
  put('base.json', '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"], "settings": ["./lib/settings.json"] } } }')
  put('tsconfig.json', '{ "extends": "./base.json" }')
  put('lib/size.ts', 'import { unit } from "@lib/deep/unit"\nexport const size = (n: number) => n + unit')
  put('lib/deep/unit.ts', 'export const unit = "px"')
  put('lib/plain.js', 'export const plain = 7')
  put('lib/settings.json', '{ "rate": 0.1 }')
  const other = await Client.start({ cwd: beside })
  expect(await shown(other, 'import { size } from "@lib/size"\nsize(2)')).toBe("'2px'")
  expect(await shown(other, 'import { plain } from "@lib/plain"\nplain')).toBe('7')
  expect(await shown(other, 'import settings from "settings"\nsettings.rate')).toBe('0.1')
  expect(await shown(other, '(await import("@lib/deep/unit")).unit')).toBe("'px'")
  put('lib/deep/unit.ts', 'export const unit = "em, and longer"')
  expect(await shown(other, 'import { size } from "@lib/size"\nsize(2)')).toBe("'2em, and longer'")
  expect(traceback(await other.execute('import { size } from "@lib/size"\nsize("2")'))).toContain('TS2345')
  expect(traceback(await other.execute('import x from "@lib/none"\nx'))).toContain('@lib/none')
  await other.close()
  rmSync(beside, { recursive: true })
})

test('packages: ESM-only, CommonJS; from the notebook’s folder upward, then gradlab’s own', async () => {
  expect(await shown(client, 'import { kind } from "only-esm"\nkind')).toBe("'esm'")
  expect(await shown(client, 'import common, { kind as style } from "common"\n[common(), style].join()')).toBe(
    "'called,cjs'",
  )
  expect(await shown(client, 'import { from } from "nearest"\nfrom')).toBe("'beside'")
  expect(await shown(client, 'import Papa from "papaparse"\nPapa.parse("1,2").data.length')).toBe('1')
  expect(await shown(client, 'const path = require("node:path")\npath.sep')).toBe("'/'")
  expect(await shown(client, 'require.resolve("common").endsWith("node_modules/common/index.js")')).toBe('true')
  const missing = await client.execute('import x from "no-such-package"\nx')
  expect(traceback(missing)).toContain('no-such-package')
  expect(missing.outputs.filter(({ type }) => type === 'error')).toHaveLength(1)
})

test('local .ts files, loaded again when they change; JSON', async () => {
  const file = write('notebooks/lib.ts', 'import rows from "./data.json"\nexport const size: number = rows.rows.length')
  expect(await shown(client, 'import { size } from "./lib"\nsize + 1')).toBe('4')
  writeFileSync(file, 'export const size: string = "changed"')
  utimesSync(file, new Date(), new Date(Date.now() + 5000))
  expect(await shown(client, 'import { size } from "./lib"\nsize.toUpperCase()')).toBe("'CHANGED'")
  expect(await shown(client, 'import data from "./data.json"\ndata.rows[2]')).toBe('3')
})

test('type errors of local files are the error of the cell that imports them', async () => {
  const file = write('notebooks/outer.ts', 'export { rate } from "./inner"\nexport const n: number = 1')
  const inner = write('notebooks/inner.ts', 'export const rate = 1\nconst wrong: number = "a"\nexport let gone: Gone')
  const failed = await client.execute('import { rate } from "./outer"\nrate')
  expect(failed.outputs.filter(({ type }) => type === 'error')).toHaveLength(1)
  expect(failed.error?.evalue).toContain('inner.ts, line 2: TS2322')
  const text = traceback(failed)
  expect(text).toContain('inner.ts, line 2, column 7\n  2 | const wrong: number = "a"\n    |       ^^^^^')
  expect(text).toContain('inner.ts, line 3, column 18')
  // Mended, the cell runs as it is; broken from one file to the next, it does not.
  writeFileSync(inner, 'export const rate = 2')
  expect(await shown(client, 'import { rate } from "./outer"\nrate')).toBe('2')
  writeFileSync(file, 'import { rate } from "./inner"\nexport const n: string = rate')
  expect(traceback(await client.execute('import { n } from "./outer"\nn'))).toContain('outer.ts, line 2, column 14')
})

test('import type asks for no package at run time', async () => {
  write(
    'notebooks/node_modules/types-only/package.json',
    '{"name":"types-only","version":"1.0.0","types":"./index.d.ts"}',
  )
  write('notebooks/node_modules/types-only/index.d.ts', 'export interface Shape { sides: number }')
  expect(await shown(client, 'import type { Shape } from "types-only"\nconst s: Shape = { sides: 3 }\ns.sides')).toBe(
    '3',
  )
  expect(traceback(await client.execute('const t: Shape = { sides: "three" }'))).toContain('TS2322')
})

test('decorators', async () => {
  const cells = [
    'const seen: string[] = []\nfunction noted(target: object, key: string) { seen.push(key) }',
    'class Model { @noted fit() {} }\nseen.join()',
  ]
  expect(await shown(client, ...cells)).toBe("'fit'")
})

test('JSX is left out, clearly', async () => {
  const { error } = await client.execute('const view = <b>bold</b>')
  expect(error?.evalue).toContain('JSX is not supported in cells')
})

test('tslab’s display module and its cell metadata', async () => {
  const { outputs } = await client.execute('import * as tslab from "tslab"\ntslab.display.html("<b>bold</b>")')
  expect(outputs.find(({ type }) => type === 'display_data')?.content.data['text/html']).toBe('<b>bold</b>')
  const bytes = 'Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10])'
  const png = await client.execute(`import { display as show } from "tslab"\nshow.png(${bytes})`)
  expect(png.outputs.find(({ type }) => type === 'display_data')?.content.data['image/png']).toBe('iVBORw0KGgo=')
  await shown(client, '/** @module shapes */\nexport const corners = (n: number) => n')
  expect(await shown(client, 'import { corners } from "./shapes"\ncorners(5)')).toBe('5')
})
