import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { layout } from '../../../scripts/lib/layout.mjs'
import { missingPackages, tfjsCopies } from '../../../scripts/lib/steps/packages.mjs'
import { temporaryFolder } from '../folder.ts'

const wanted = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0' },
  'node_modules/mac-only': { version: '1.0.0', optional: true },
}

/** A clone whose node_modules hold these versions. */
function clone(found: Record<string, string>) {
  const here = layout(temporaryFolder())
  writeFileSync(join(here.root, 'package-lock.json'), JSON.stringify({ packages: wanted }))
  for (const path of Object.keys(found)) {
    mkdirSync(join(here.root, path), { recursive: true })
    writeFileSync(join(here.root, path, 'package.json'), '{}')
  }
  const packages = Object.fromEntries(Object.entries(found).map(([path, version]) => [path, { version }]))
  mkdirSync(here.modules, { recursive: true })
  writeFileSync(join(here.modules, '.package-lock.json'), JSON.stringify({ packages }))
  return here
}

test('nothing is missing where all is there; packages of other systems are not missed', () => {
  expect(missingPackages(clone({ 'node_modules/a': '1.0.0', 'node_modules/b': '2.0.0' }))).toEqual([])
})

test('another version, or none, is missing', () => {
  expect(missingPackages(clone({ 'node_modules/a': '1.0.1' }))).toEqual(['node_modules/a', 'node_modules/b'])
})

test('an install that was killed leaves no list: all of it is missing', () => {
  const here = layout(temporaryFolder())
  writeFileSync(join(here.root, 'package-lock.json'), JSON.stringify({ packages: wanted }))
  expect(missingPackages(here)).toEqual(['node_modules/a', 'node_modules/b'])
})

test('a second copy of TensorFlow.js is found', () => {
  const [one, two] = [
    'node_modules/@tensorflow/tfjs-core',
    'node_modules/danfojs-node/node_modules/@tensorflow/tfjs-core',
  ]
  const here = clone({ [one]: '4.22.0', [two]: '3.21.0' })
  expect(dirname(here.modules)).toBe(here.root)
  expect(tfjsCopies(here)).toEqual([one, two])
})
