import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stableNode } from '../../../kernel/cli/node-path.ts'

let home: string
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'gradlab-test-')))
  for (const folder of ['cellar', 'bin', 'fnm_multishells', 'other']) mkdirSync(join(home, folder))
  writeFileSync(join(home, 'cellar', 'node'), '')
  writeFileSync(join(home, 'other', 'node'), '')
  symlinkSync('../cellar/node', join(home, 'bin', 'node'))
  symlinkSync('../cellar/node', join(home, 'fnm_multishells', 'node'))
})
afterEach(() => rmSync(home, { recursive: true }))

// The folders of this test lie where temporary ones do, so that it names itself what does not last.
const passing = /fnm_multishells/
const path = (...folders: string[]) => folders.map((folder) => join(home, folder)).join(':')

test('prefers the name on PATH that leads to the running Node', () => {
  const running = join(home, 'cellar', 'node')
  expect(stableNode(path('other', 'bin'), running, passing)).toBe(join(home, 'bin', 'node'))
})

test('what lies in /tmp or comes from a package runner does not last', () => {
  const running = join(home, 'cellar', 'node')
  if (home.startsWith('/tmp/')) expect(stableNode(path('bin'), running)).toBe(running)
})

test('passes over folders that are gone with the terminal, and another Node', () => {
  const running = join(home, 'cellar', 'node')
  expect(stableNode(path('fnm_multishells', 'other'), running, passing)).toBe(running)
  expect(stableNode('', running)).toBe(running)
})
