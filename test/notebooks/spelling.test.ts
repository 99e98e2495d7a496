/** The English prose of every notebook is spelt right: cspell's dictionaries, and the names in words.txt (one a line, sorted). */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lessons } from './notebooks.ts'
import { proseOf } from './prose.ts'

const root = path.join(import.meta.dirname, '..', '..')
const cspell = path.join(root, 'node_modules', 'cspell', 'bin.mjs')
const list = path.join(import.meta.dirname, 'words.txt')
const words = fs.readFileSync(list, 'utf8').trimEnd().split('\n')
const english = lessons('en')
let folder: string

/** Runs cspell over files of `folder`; returns its lines, one for each unknown word, each beginning with the file's name. */
function unknownIn(names: string[]): string[] {
  const args = ['lint', '--no-progress', '--no-summary', '--no-gitignore', '--root', folder, '--config', 'cspell.json']
  const { stdout, stderr, status } = spawnSync(process.execPath, [cspell, ...args, ...names], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(status, stderr).toBeLessThanOrEqual(1) // 1: words were found; above: it did not run
  return stdout.split('\n').filter(Boolean)
}

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spelling-'))
  fs.writeFileSync(path.join(folder, 'cspell.json'), JSON.stringify({ version: '0.2', language: 'en-GB,en-US', words }))
  for (const lesson of english) fs.writeFileSync(path.join(folder, `${lesson.name}.txt`), proseOf(lesson))
})

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('spelling', () => {
  test('a misspelt word is found', () => {
    fs.writeFileSync(path.join(folder, 'wrong.txt'), 'The gradeint points uphill.\n')
    expect(unknownIn(['wrong.txt']).join('\n')).toContain('gradeint')
  }, 60_000)

  test('every word of the notebooks is in a dictionary, or in test/notebooks/words.txt', () => {
    expect(unknownIn(english.map(({ name }) => `${name}.txt`))).toEqual([])
  }, 60_000)

  test('the list of words is sorted, and each word in it is needed', () => {
    expect(words).toEqual([...new Set(words)].sort())
    const prose = english.map(proseOf).join('\n')
    expect(words.filter((word) => !prose.includes(word))).toEqual([])
  })
})
