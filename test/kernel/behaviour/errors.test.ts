/** Errors people can use, sentence by sentence, as a client sees them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, type Received } from '../client.ts'
import { plain, shown, traceback } from './text.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

/** Runs a cell; its number and its traceback. */
async function failed(code: string): Promise<{ count: number; text: string }> {
  const exchange = await client.execute(code)
  expect(exchange.outputs.filter(({ type }) => type === 'error')).toHaveLength(1)
  return { count: exchange.reply.content.execution_count, text: traceback(exchange) }
}

test('a traceback goes across cells: cell, line, source line, caret', async () => {
  const first = await client.execute(
    'function divide(a: number, b: number) {\n  if (!b) throw new RangeError("b is 0")\n  return a / b\n}',
  )
  const earlier = first.reply.content.execution_count
  const { count, text } = await failed('const typed: number = 1\n\ntype Unused = { a: 1 }\ndivide(typed, 0)')
  expect(text).toContain('RangeError: b is 0')
  expect(text).toMatch(new RegExp(`Cell In\\[${earlier}\\], line 2`))
  expect(text).toMatch(new RegExp(`Cell In\\[${count}\\], line 4`))
  expect(text).toMatch(/--> 2 \| {3}if \(!b\) throw new RangeError\("b is 0"\)\n.*\^/)
  expect(text).toMatch(/--> 4 \| divide\(typed, 0\)\n.*\^/)
  expect(text).not.toContain('node:')
  expect(text).not.toContain('/dist/')
})

test('through gradlab and other libraries, whose frames are folded', async () => {
  const { text, count } = await failed('import { tf } from "gradlab"\nconst a = tf.ones([2, 3])\na.matMul(a)')
  expect(text).toMatch(new RegExp(`Cell In\\[${count}\\], line 3`))
  expect(text).toMatch(/--> 3 \| a\.matMul\(a\)/)
  const places = text.split('\n').filter((line) => /^ {2}\S/.test(line) && !/^ *(-->|\d* *\|)/.test(line))
  expect(places.at(-1)).toContain('Cell In[')
  expect(places.slice(0, -1).every((line) => /^ {2}… \d+ frames? in /.test(line))).toBe(true)
  expect(text).toMatch(/… \d+ frames? in gradlab/)
})

test('causes', async () => {
  const { text } = await failed(
    'try {\n  JSON.parse("{")\n} catch (cause) {\n  throw new Error("no settings", { cause })\n}',
  )
  expect(text).toContain('Error: no settings')
  expect(text).toContain('SyntaxError')
  expect(text).toMatch(/line 2/)
  expect(text).toMatch(/line 4/)
})

test('what is thrown may be anything', async () => {
  expect((await failed('throw "just text"')).text).toContain('just text')
  expect((await failed('throw { code: 7 }')).text).toContain('code: 7')
  expect((await failed('throw undefined')).text).toContain('undefined')
})

test('unhandled rejections and late throws are reported in their cell, and the kernel lives', async () => {
  for (const code of [
    'Promise.reject(new Error("nobody cares"))',
    'setTimeout(() => { throw new Error("nobody cares") }, 20)',
    'setTimeout(async () => { await null; throw new Error("nobody cares") }, 20)',
  ]) {
    const id = client.sendCell(`// the cell that fails later\n${code}`)
    const mine = (one: Received) => one.parent.msg_id === id && JSON.stringify(one.content).includes('nobody cares')
    const { reply } = await client.exchange(id)
    expect(reply.content.status).toBe('ok')
    await client.execute('"another cell"')
    const isError = (one: Received) => mine(one) && (one.type === 'error' || one.type === 'stream')
    const { content } = await client.next(isError, 0)
    const told = plain(content.text ?? content.traceback.join('\n'))
    expect(told).toContain(`Cell In[${reply.content.execution_count}], line 2`)
  }
  expect(await shown(client, '1 + 1')).toBe('2')
})

test('an error that is shown ends with the cell: what called the cell is not the reader’s', async () => {
  const shownError = await shown(client, 'function make() {\n  return new Error("made")\n}\nmake()')
  expect(shownError).toMatch(/^Error: made\n {4}at make \(Cell In\[\d+\]:2:10\)\n {4}at Cell In\[\d+\]:4:1$/)
})

test('type errors in a cell that is a module, and syntax errors in a file that a cell imports', async () => {
  const module = await failed(
    '/** @module sums */\nexport const total: number = "three"\nexport const other: string = 1',
  )
  expect(module.text.match(/TS\d+/g)).toEqual(['TS2322', 'TS2322'])
  expect(module.text).toMatch(/line 2, column 14/)
  expect((await client.execute('/** @module sums */\nexport const total: number = 3')).error).toBeUndefined()
  expect(await shown(client, 'import { total } from "./sums"\ntotal')).toBe('3')
  writeFileSync(join(client.folder, 'broken.ts'), 'export const ok = 1\nexport const x = ;')
  const { text } = await failed('const before = 1\nimport { x } from "./broken"')
  expect(text).toMatch(/line 2, column 19/)
  expect(text).toContain('TS1109: broken.ts, line 2, column 18: Expression expected.')
})

test('type errors: one error, all of the cell, each with line, column, caret and code', async () => {
  const { text } = await failed('const n: number = "one"\nconst fine = 1\nconst s: string = fine\nn.lenght')
  expect(text.match(/TS\d+/g)).toEqual(['TS2322', 'TS2322', 'TS2339'])
  expect(text).toMatch(/line 1, column 7/)
  expect(text).toMatch(/line 3, column 7/)
  expect(text).toMatch(/line 4, column 3/)
  expect(text.match(/\^/g)?.length).toBeGreaterThanOrEqual(3)
})
