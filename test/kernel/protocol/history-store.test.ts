import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { HistoryStore } from '../../../kernel/protocol/history-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'gradlab-store-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
const file = () => join(folder, String(++count), 'history.sqlite')
const line = (line: number, input: string, output: string | null = null) => ({ line, input, output })

test('inputs with their outputs, across sessions; a session begins with its first input', () => {
  const path = file()
  const one = new HistoryStore(path)
  expect([one.session, one.newest()]).toEqual([0, 0])
  one.write([line(1, 'a', '1'), line(2, 'b')])
  one.write([line(3, 'c')])
  one.close()
  const two = new HistoryStore(path)
  expect([two.session, two.newest()]).toEqual([0, 1])
  two.write([line(1, 'd')])
  expect([two.session, two.newest()]).toEqual([2, 2])
  expect(two.tail(2)).toEqual([
    { session: 1, line: 3, input: 'c', output: null },
    { session: 2, line: 1, input: 'd', output: null },
  ])
  expect(two.range(1, 1, 3)).toEqual([
    { session: 1, line: 1, input: 'a', output: '1' },
    { session: 1, line: 2, input: 'b', output: null },
  ])
  expect(two.tail(0)).toEqual([])
  two.close()
})

test('a line that is written again is replaced', () => {
  const store = new HistoryStore(file())
  store.write([line(1, 'a', '1')])
  store.write([line(1, 'a', '2')])
  expect(store.tail(9)).toEqual([{ session: 1, line: 1, input: 'a', output: '2' }])
  store.close()
})

test('search by a glob pattern: the newest, oldest first; each input once where asked', () => {
  const store = new HistoryStore(file())
  store.write([line(1, 'fit(1)'), line(2, 'plot'), line(3, 'fit(2)'), line(4, 'fit(1)')])
  const found = (...args: Parameters<HistoryStore['search']>) => store.search(...args).map(({ line }) => line)
  expect(found('fit*', 10, false)).toEqual([1, 3, 4])
  expect(found('fit*', 2, false)).toEqual([3, 4])
  expect(found('fit*', 10, true)).toEqual([3, 4])
  expect(found('FIT*', 10, false)).toEqual([])
  store.close()
})

test('all of a write is kept, or nothing', () => {
  const store = new HistoryStore(file())
  store.write([line(1, 'a')])
  expect(() => store.write([line(2, 'b'), line(3, { no: 'text' } as unknown as string)])).toThrow()
  expect(store.tail(9).map(({ input }) => input)).toEqual(['a'])
  store.write([line(2, 'c')])
  expect(store.tail(9).map(({ input }) => input)).toEqual(['a', 'c'])
  store.close()
})

test('a damaged file is moved aside, not lost; what is no file at all is not touched', () => {
  const path = file()
  mkdirSync(join(path, '..'))
  const text = 'this is no database, and long enough not to be taken for an empty one'.repeat(40)
  writeFileSync(path, text)
  expect(() => new HistoryStore(path)).toThrow()
  const store = HistoryStore.open(path)
  store.write([line(1, 'a')])
  store.close()
  const aside = readdirSync(join(path, '..')).filter((name) => name.includes('.damaged-'))
  expect(aside).toHaveLength(1)
  expect(readFileSync(join(path, '..', aside[0]!), 'utf8')).toBe(text)
  const taken = file()
  mkdirSync(taken, { recursive: true })
  expect(() => HistoryStore.open(taken)).toThrow()
  expect(readdirSync(join(taken, '..'))).toEqual(['history.sqlite'])
})

test('the lock of a kernel at work is respected, a stale one removed', () => {
  const path = file()
  const store = HistoryStore.open(path)
  store.write([line(1, 'a')])
  mkdirSync(`${path}.lock`)
  expect(() => store.write([line(2, 'b')])).toThrow('locked')
  const before = new Date(Date.now() - 60_000)
  utimesSync(`${path}.lock`, before, before)
  store.write([line(2, 'b')])
  expect(store.tail(9).map(({ input }) => input)).toEqual(['a', 'b'])
  store.close()
})
