import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stableNode } from '../../../kernel/cli/node-path.ts'

let home: string
beforeEach(() => {
  // not in /tmp, which stands for what does not last
  home = realpathSync(mkdtempSync(join(homedir(), '.gradlab-test-')))
  for (const folder of ['cellar', 'bin', 'fnm_multishells', 'other']) mkdirSync(join(home, folder))
  writeFileSync(join(home, 'cellar', 'node'), '')
  writeFileSync(join(home, 'other', 'node'), '')
  symlinkSync('../cellar/node', join(home, 'bin', 'node'))
  symlinkSync('../cellar/node', join(home, 'fnm_multishells', 'node'))
})
afterEach(() => rmSync(home, { recursive: true }))

const path = (...folders: string[]) => folders.map((folder) => join(home, folder)).join(':')

test('prefers the name on PATH that leads to the running Node', () => {
  const running = join(home, 'cellar', 'node')
  expect(stableNode(path('other', 'bin'), running)).toBe(join(home, 'bin', 'node'))
})

test('passes over folders that are gone with the terminal, and another Node', () => {
  const running = join(home, 'cellar', 'node')
  expect(stableNode(path('fnm_multishells', 'other'), running)).toBe(running)
  expect(stableNode('', running)).toBe(running)
})
