import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { writeAll } from '../../../kernel/runtime/channel.ts'
import { ChildHarness } from './child-harness.ts'

test('all bytes are written, in order', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-channel-'))
  const file = openSync(join(folder, 'f'), 'w')
  const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 251))
  writeAll(file, bytes.subarray(0, 70_000))
  writeAll(file, new Uint8Array())
  writeAll(file, bytes.subarray(70_000))
  closeSync(file)
  expect(readFileSync(join(folder, 'f')).equals(bytes)).toBe(true)
  rmSync(folder, { recursive: true })
})

test('where nobody can read it any more, the process ends at once', () => {
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw new Error('killed')
  })
  // No process has this many files open.
  expect(() => writeAll(999_999, Buffer.from('x'))).toThrow('killed')
  expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGKILL')
  kill.mockRestore()
})

test('frames that fill the pipe many times over arrive whole, those of a later cell behind them', async () => {
  const child = await ChildHarness.start()
  const first = child.begin(
    "display({ 'text/html': 'x'.repeat(4 << 20) }, { raw: true }); process.stdout.write('y'.repeat(1 << 20))",
  )
  const { displays, stdout } = await child.finish(first)
  expect(String(displays[0]?.data['text/html']).length).toBe(4 << 20)
  expect(stdout).toBe('y'.repeat(1 << 20))
  expect((await child.run('$k.result(1)')).result?.data['text/plain']).toBe('1')
  await child.stop()
})
