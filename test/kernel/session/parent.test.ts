import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { watchParent } from '../../../kernel/session/parent.ts'

test('calls back when the process that Jupyter named has ended, not before', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
  let ended = false
  const called = new Promise<void>((resolve) => {
    watchParent(
      () => {
        ended = true
        resolve()
      },
      { JPY_PARENT_PID: String(child.pid) },
    ).ref()
  })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  expect(ended).toBe(false)
  child.stdin?.end()
  await exited
  expect(ended).toBe(false)
  await called
})
