import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadWithCodeCache, oneByteText } from '../../../kernel/language/code-cache.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'gradlab-cache-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('loads as require does, with and without a cache', () => {
  const require = createRequire(import.meta.url)
  const file = path.join(folder, 'big.cjs')
  const caches = path.join(folder, 'caches')
  writeFileSync(file, 'exports.f = () => 42; exports.dir = __dirname; exports.sep = require("node:path").sep')
  const load = () => {
    delete require.cache[file]
    return loadWithCodeCache(require, file, caches)
  }
  const first = load()
  expect(first.exports).toMatchObject({ dir: folder, sep: path.sep })
  expect(require(file)).toBe(first.exports)
  expect(loadWithCodeCache(require, file, caches).exports).toBe(first.exports)
  first.save()
  expect(readdirSync(caches)).toEqual([`big.cjs-${process.version}-${process.arch}.cache`])
  expect((load().exports as { f(): number }).f()).toBe(42)
})

test('a cache that is not one is ignored, and a folder that cannot be written to', () => {
  const require = createRequire(import.meta.url)
  const file = path.join(folder, 'other.cjs')
  writeFileSync(file, 'module.exports = 1')
  writeFileSync(path.join(folder, `other.cjs-${process.version}-${process.arch}.cache`), 'nonsense')
  expect(loadWithCodeCache(require, file, folder).exports).toBe(1)
  delete require.cache[file]
  loadWithCodeCache(require, file, path.join(file, 'no-folder')).save()
})

test('a text has one byte a character, and means the same', () => {
  const program = '// l’été →\nconst größe = "→ é"; return [größe, `–`, größe.length, /^[→–] é$/.test(größe)]'
  const text = oneByteText(Buffer.from(program))
  expect(text).toMatch(/^[\x20-\x7f\n]*$/)
  const [name, dash, length, found] = new Function(text)()
  expect([name, dash, length, found]).toEqual(['→ é', '–', 3, true])
  expect(oneByteText(Buffer.from('1 + 1'))).toBe('1 + 1')
})

test('a text whose escapes might mean something else stays as it is', () => {
  for (const program of ['return "\\é"', 'return 1 // one\u2028+ 1', '\ufeffreturn 1', 'return\u00a01', 'let 𝒙 = 1']) {
    expect(oneByteText(Buffer.from(program))).toBe(program)
  }
})
