import { realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { ChildHarness } from './child-harness.ts'

test('opened in the notebook’s folder, it serves cells and comms, outlives SIGINT, and ends when told', async () => {
  const folder = realpathSync(tmpdir())
  const child = await ChildHarness.start(folder)
  expect((await child.next('ready')).pid).toBe(child.child.pid)
  child.child.kill('SIGINT')
  await child.run('$.kept = 5')
  const { result } = await child.run(
    "$k.result([process.cwd(), globalThis[Symbol.for('gradlab.variables')] === $, display.name].join())",
  )
  expect(result?.data['text/plain']).toBe(`'${folder},true,display'`)
  // A comm that nobody knows is answered all the same: front ends throttle by it.
  child.send({ type: 'comm_msg', comm: 'none', data: {}, metadata: {}, request: 3 })
  expect((await child.next('comm_done')).request).toBe(3)
  child.begin("process.on('exit', () => process.stdout.write('last words'))")
  await child.next('done', ({ cell }) => cell === 3)
  child.send({ type: 'shutdown' })
  expect(await child.exited).toEqual({ code: 0, signal: null })
  expect(child.heard.map(({ message }) => message)).toContainEqual(
    expect.objectContaining({ type: 'stream', text: 'last words' }),
  )
})
