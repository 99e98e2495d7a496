import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { countTests, unfinishedFiles } from '../../../scripts/lib/test/vitest-report.mjs'

const root = fileURLToPath(new URL('../../..', import.meta.url))

test('a file that does not load counts as one failure, a skipped test as skipped', () => {
  const passed = { status: 'passed' } as const
  const report = {
    testResults: [
      { name: 'a', status: 'passed', assertionResults: [passed, passed, { status: 'skipped' } as const] },
      { name: 'b', status: 'failed', assertionResults: [passed, { status: 'failed' } as const] },
      { name: 'c', status: 'failed', assertionResults: [] },
    ],
  }
  expect(countTests(report)).toEqual({ passed: 3, failed: 2, skipped: 1 })
  expect(unfinishedFiles(report)).toEqual([])
})

test('tests whose process died are failures, and their file is named', async () => {
  const folder = mkdtempSync(join(root, '.gradlab', 'report-'))
  try {
    const file = join(folder, 'dies.test.ts')
    writeFileSync(
      file,
      `import { test } from 'vitest'
test('ends', () => {})
test('dies', async () => {
  process.kill(process.pid, 'SIGKILL')
  await new Promise(() => {})
})
test('never begins', () => {})
`,
    )
    writeFileSync(join(folder, 'vitest.config.mjs'), "export default { test: { pool: 'forks' } }\n")
    const output = join(folder, 'report.json')
    const args = ['run', '--root', folder, '--reporter=json', `--outputFile=${output}`]
    const failed = await new Promise<boolean>((resolve) => {
      execFile(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...args], (error) =>
        resolve(error !== null),
      )
    })
    expect(failed).toBe(true)
    const report = JSON.parse(readFileSync(output, 'utf8'))
    expect(unfinishedFiles(report)).toEqual([file])
    // Whether the first was told of before the end is chance.
    const { passed, failed: failures } = countTests(report)
    expect(passed + failures).toBe(3)
    expect(failures).toBeGreaterThanOrEqual(2)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
