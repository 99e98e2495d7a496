import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hash, isStamped, listing, stamp, unstamp } from '../../scripts/lib/stamp.mjs'
import { temporaryFolder } from './folder.ts'

function stamped() {
  const folder = temporaryFolder()
  const [path, file] = [join(folder, 'stamps', 'step.json'), join(folder, 'made')]
  writeFileSync(file, 'made')
  stamp(path, 'key', [file])
  return { path, file }
}

test('holds for the same key and untouched files', () => {
  const { path } = stamped()
  expect(isStamped(path, 'key')).toBe(true)
  expect(isStamped(path, 'another')).toBe(false)
  unstamp(path)
  expect(isStamped(path, 'key')).toBe(false)
})

test.each([
  ['gone', (file: string) => rmSync(file)],
  ['another size', (file: string) => writeFileSync(file, 'longer')],
  ['another time', (file: string) => utimesSync(file, 1, 1)],
])('a file that is changed breaks it: %s', (_, change) => {
  const { path, file } = stamped()
  change(file)
  expect(isStamped(path, 'key')).toBe(false)
})

test('a broken stamp is none', () => {
  const { path } = stamped()
  writeFileSync(path, '{"key":"key","fi')
  expect(isStamped(path, 'key')).toBe(false)
})

test('hash keeps its inputs apart', () => {
  expect(hash('ab', 'c')).not.toBe(hash('a', 'bc'))
  expect(hash({ a: 1 })).toBe(hash({ a: 1 }))
})

test('listing finds the wanted files, in order', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'b'))
  for (const name of ['z.ts', 'b/a.ts', 'b/a.js']) writeFileSync(join(folder, name), '12')
  expect(listing(folder, (name) => name.endsWith('.ts')).map(([path, size]) => [path, size])).toEqual([
    ['b/a.ts', 2],
    ['z.ts', 2],
  ])
})
