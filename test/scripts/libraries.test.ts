import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layout } from '../../scripts/lib/layout.mjs'
import { damage, libraryFolder } from '../../scripts/lib/libraries.mjs'
import { wheelFor } from '../../scripts/lib/wheel.mjs'
import { temporaryFolder } from './folder.ts'

const wheel = wheelFor('linux', 'x64')!

function cached() {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'lib'))
  writeFileSync(join(folder, 'lib', 'a.so'), 'library')
  const sha256 = createHash('sha256').update('library').digest('hex')
  const files = { 'lib/a.so': { size: 7, sha256 } }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ wheel: wheel.sha256, files }))
  return folder
}

test('a whole library has no damage', async () => {
  expect(await damage(cached(), wheel)).toBeUndefined()
})

test.each<[string, (folder: string) => void, string]>([
  ['cut short', (folder) => writeFileSync(join(folder, 'lib/a.so'), 'lib'), 'lib/a.so has 3 bytes, expected 7 bytes'],
  [
    'changed',
    (folder) => writeFileSync(join(folder, 'lib/a.so'), 'LIBRARY'),
    'lib/a.so has changed (its SHA-256 is another)',
  ],
  ['removed', (folder) => rmSync(join(folder, 'lib/a.so')), 'lib/a.so is gone'],
  ['half unpacked', (folder) => rmSync(join(folder, 'manifest.json')), 'it was not unpacked to its end'],
])('%s is noticed', async (_, harm, sentence) => {
  const folder = cached()
  harm(folder)
  expect(await damage(folder, wheel)).toBe(sentence)
})

test('nothing there is no damage but missing; another wheel is', async () => {
  expect(await damage('/no/such', wheel)).toBe('missing')
  expect(await damage(cached(), wheelFor('linux', 'arm64')!)).toBe('it comes from another wheel')
})

test('each wheel has a folder of its own in the cache', () => {
  expect(libraryFolder(layout('/clone', { GRADLAB_CACHE: '/c' }), wheel)).toBe('/c/tensorflow-2.21.0-2b847d217b02')
})
