/** History as ipykernel keeps it: through the socket, in one session and in the next. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Client } from '../client.ts'
import { plain } from './text.ts'

test('tail, range and search, in this session and in the one after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-history-'))
  const env = { GRADLAB_HISTORY: join(folder, 'history.sqlite') }
  const first = await Client.start({ env })
  await first.execute('6 * 7')
  await first.execute('"not kept"', { store_history: false })
  await first.execute('const late = await Promise.resolve("😀")\nlate')
  await first.request('shutdown_request', { restart: true }, 'control')
  await first.end()
  await first.close()

  const second = await Client.start({ env })
  await second.execute('6 * 8')
  const ask = async (content: object): Promise<unknown[][]> =>
    (await second.request('history_request', { output: false, raw: true, ...content })).content.history
  const tail = await ask({ hist_access_type: 'tail', n: 2 })
  expect(tail.map((one) => one[2])).toEqual(['const late = await Promise.resolve("😀")\nlate', '6 * 8'])
  const [before, now] = tail.map((one) => Number(one[0]))
  expect(now).toBeGreaterThan(before!)
  const range = await ask({ hist_access_type: 'range', session: -1, start: 1, stop: 3, output: true })
  expect(range.map(([session, line]) => [session, line])).toEqual([
    [before, 1],
    [before, 2],
  ])
  const [input, output] = range[0]![2] as [string, string]
  expect([input, plain(output)]).toEqual(['6 * 7', '42'])
  expect((await ask({ hist_access_type: 'range', session: 0, start: 1, stop: 2 })).map((one) => one[2])).toEqual([
    '6 * 8',
  ])
  expect((await ask({ hist_access_type: 'search', pattern: '6 * ?', n: 10 })).map((one) => one[2])).toEqual([
    '6 * 7',
    '6 * 8',
  ])
  expect(await ask({ hist_access_type: 'search', pattern: '*not kept*', n: 10 })).toEqual([])
  await second.close()
  rmSync(folder, { recursive: true })
})
