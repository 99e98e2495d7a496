import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { LanguageThread } from '../../../kernel/session/language-thread.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-language-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A worker that keeps its calls, answers with them, and dies where it is asked to. */
const entry = pathToFileURL(join(folder, 'worker.mjs'))
writeFileSync(
  entry,
  `import { parentPort } from 'node:worker_threads'
const calls = []
parentPort.on('message', ({ id, method, args }) => {
  calls.push([method, ...args.map((arg) => arg.code ?? arg.folder ?? arg)])
  if (method === 'inspect') process.exit(1)
  if (method === 'isComplete') parentPort.postMessage({ id, error: { message: 'no', name: 'RangeError' } })
  else parentPort.postMessage({ id, value: method === 'complete' ? calls : { ok: true } })
})`,
)

const options = { folder: '/notebooks', home: '/gradlab', strict: false }
const cell = (number: number, code: string) => ({ cell: number, name: `Cell In[${number}]`, code })
const calls = async (thread: LanguageThread) => (await thread.complete('', 0)) as unknown as unknown[][]

test('calls are answered in order; an error comes back as one', async () => {
  const thread = new LanguageThread(entry)
  await thread.open(options)
  await thread.compile(cell(1, 'a'))
  await thread.commit(1)
  await expect(thread.isComplete('x')).rejects.toMatchObject({ name: 'RangeError', message: 'no' })
  expect((await calls(thread)).slice(0, 3)).toEqual([
    ['open', '/notebooks'],
    ['compile', 'a'],
    ['commit', 1],
  ])
  await thread.close()
})

test('a thread that dies fails its call, and the next one is told what the session knew', async () => {
  const thread = new LanguageThread(entry)
  await thread.open(options)
  await thread.compile(cell(1, 'kept'))
  await thread.commit(1)
  await thread.compile(cell(2, 'never ran'))
  await expect(thread.inspect('', 0, 0)).rejects.toThrow('The language thread died during inspect: try again.')
  expect(await calls(thread)).toEqual([
    ['open', '/notebooks'],
    ['compile', 'kept'],
    ['commit', 1],
    ['complete', '', 0],
  ])
  await thread.reset()
  await expect(thread.inspect('', 0, 0)).rejects.toThrow('died')
  expect(await calls(thread)).toEqual([
    ['open', '/notebooks'],
    ['complete', '', 0],
  ])
  await thread.close()
})

test('a closed thread takes no calls', async () => {
  const thread = new LanguageThread(entry)
  await thread.open(options)
  await thread.close()
  await expect(thread.isComplete('1')).rejects.toThrow('shutting down')
})
