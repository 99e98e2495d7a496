import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scriptOf, writeScripts } from '../../../kernel/export/script.ts'
import { code, markdown, page, temporaryFolder } from './fixtures.ts'

const cells = [
  markdown('# A\n\n<details><summary>Q</summary>A</details>\nWords'),
  code('const x = 1'),
  code('const x = 2\nx + 1'),
  code('assert(0)', [], { tags: ['test'] }),
]

test('text becomes comments, answers and tests are left out', () => {
  const script = scriptOf(page(cells))
  expect(script).toContain('// # A')
  expect(script).not.toMatch(/summary|assert/)
})

test('the script runs in plain Node and shows what the notebook showed', async () => {
  const folder = temporaryFolder()
  const [file] = await writeScripts([page(cells)], folder)
  expect(path.basename(file!)).toBe('01-page.ts')
  // Node 20 does not strip types itself: this script has them only in its prelude.
  const plain = path.join(folder, 'plain.mjs')
  fs.writeFileSync(plain, fs.readFileSync(file!, 'utf8').replace(': any): Promise<void>', ')'))
  expect(execFileSync(process.execPath, [plain], { encoding: 'utf8' })).toBe('3\n')
})
