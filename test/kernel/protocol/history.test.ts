import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { History, historyFile } from '../../../kernel/protocol/history.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-history-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string) => join(folder, name, 'history.sqlite')
const inputs = (entries: { input: string }[]) => entries.map(({ input }) => input)

function record(history: History, ...codes: string[]): void {
  for (const [i, code] of codes.entries()) history.add(i + 1, code)
  history.finish()
}

test('inputs and outputs are there in the next session', () => {
  const first = new History(file('sessions'))
  first.add(1, 'const a = 1').output = null
  first.add(2, 'a + 1').output = '2'
  first.close()
  const second = new History(file('sessions'))
  record(second, 'b')
  expect(second.tail(10)).toEqual([
    { session: 1, line: 1, input: 'const a = 1', output: null },
    { session: 1, line: 2, input: 'a + 1', output: '2' },
    { session: 2, line: 1, input: 'b', output: null },
  ])
  expect(inputs(second.tail(2))).toEqual(['a + 1', 'b'])
  expect(inputs(second.range(0, 1, 9))).toEqual(['b'])
  expect(inputs(second.range(-1, 2, 9))).toEqual(['a + 1'])
  expect(inputs(second.range(1, 1, 2))).toEqual(['const a = 1'])
  second.close()
})

test('a cell that still runs is written when it has ended, with its output', () => {
  const history = new History(file('running'))
  const entry = history.add(1, 'slow()')
  expect(inputs(history.tail(5))).toEqual(['slow()'])
  entry.output = '42'
  history.finish()
  history.flush()
  expect(history.tail(5)).toMatchObject([{ input: 'slow()', output: '42' }])
  history.close()
})

test('search: glob patterns, the newest, each once if asked', () => {
  const history = new History(file('search'))
  record(history, 'tf.add(1)', 'x', 'tf.add(2)', 'tf.add(1)')
  expect(inputs(history.search('tf.*', 10, false))).toEqual(['tf.add(1)', 'tf.add(2)', 'tf.add(1)'])
  expect(inputs(history.search('tf.*', 2, false))).toEqual(['tf.add(2)', 'tf.add(1)'])
  expect(inputs(history.search('tf.*', 10, true))).toEqual(['tf.add(2)', 'tf.add(1)'])
  expect(inputs(history.search('nothing*', 10, false))).toEqual([])
  history.close()
})

test('two kernels write the same file', () => {
  const [one, two] = [new History(file('shared')), new History(file('shared'))]
  for (let i = 1; i <= 20; i++) {
    one.add(i, `one ${i}`)
    one.finish()
    one.flush()
    two.add(i, `two ${i}`)
    two.finish()
    two.flush()
  }
  expect(one.tail(100).length).toBe(40)
  expect(inputs(two.range(0, 20, 21))).toEqual(['two 20'])
  one.close()
  two.close()
})

test('a locked file: the session goes on from memory, and is written when the lock is gone', () => {
  const lock = `${file('locked')}.lock`
  const history = new History(file('locked'))
  mkdirSync(lock, { recursive: true })
  record(history, 'a', 'b')
  expect(inputs(history.tail(5))).toEqual(['a', 'b'])
  rmSync(lock, { recursive: true })
  history.close()
  const later = new History(file('locked'))
  expect(inputs(later.tail(5))).toEqual(['a', 'b'])
  later.close()
})

test('a lock that a killed kernel left behind is removed', () => {
  const lock = `${file('stale')}.lock`
  mkdirSync(lock, { recursive: true })
  const before = new Date(Date.now() - 60_000)
  utimesSync(lock, before, before)
  const history = new History(file('stale'))
  record(history, 'a')
  history.close()
  const later = new History(file('stale'))
  expect(inputs(later.tail(5))).toEqual(['a'])
  later.close()
})

test('a damaged file is moved aside, and a new history begun', () => {
  mkdirSync(join(folder, 'damaged'))
  writeFileSync(file('damaged'), 'this is no database, and long enough not to be taken for an empty one'.repeat(40))
  const history = new History(file('damaged'))
  record(history, 'a')
  history.close()
  const later = new History(file('damaged'))
  expect(inputs(later.tail(5))).toEqual(['a'])
  later.close()
  expect(readdirSync(join(folder, 'damaged')).some((name) => name.includes('.damaged-'))).toBe(true)
})

test('a folder that cannot be written costs nothing but the memory of earlier sessions', () => {
  writeFileSync(join(folder, 'plain'), '')
  const history = new History(join(folder, 'plain', 'history.sqlite'))
  record(history, 'a')
  expect(inputs(history.tail(5))).toEqual(['a'])
  expect(inputs(history.search('*', 5, false))).toEqual(['a'])
  history.close()
})

test('the tables are the ones of IPython', () => {
  const history = new History(file('tables'))
  record(history, 'a')
  history.close()
  const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm')
  const database = new Database(file('tables'))
  expect(database.all('select session, line, source, source_raw from history')).toEqual([
    { session: 1, line: 1, source: 'a', source_raw: 'a' },
  ])
  expect(database.get('select num_cmds from sessions')).toEqual({ num_cmds: 1 })
  database.close()
})

test('the file is where Jupyter keeps data, unless told otherwise', () => {
  expect(historyFile({ GRADLAB_HISTORY: '/x/y.sqlite' })).toBe('/x/y.sqlite')
  expect(historyFile({ JUPYTER_DATA_DIR: '/data' })).toBe(join('/data', 'gradlab', 'history.sqlite'))
  expect(historyFile({ XDG_DATA_HOME: '/share' }, 'linux')).toBe(join('/share', 'jupyter', 'gradlab', 'history.sqlite'))
  expect(historyFile({}, 'darwin')).toContain(join('Library', 'Jupyter', 'gradlab'))
})
