import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { home } from '../../../kernel/export/home.ts'

test('the folder of gradlab itself, with what an export needs of it', () => {
  const { name } = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'))
  expect(name).toBe('gradlab')
  expect(fs.existsSync(path.join(home, 'kernel', 'export', 'templates', 'gradlab'))).toBe(true)
})

test('the same folder from what was built', async () => {
  const built = await import(path.join(home, 'dist', 'kernel', 'export', 'home.js'))
  expect(built.home).toBe(home)
})
