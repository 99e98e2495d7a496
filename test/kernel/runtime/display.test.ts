import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain, Session } from './session.ts'

let session: Session

beforeAll(async () => {
  session = await Session.start()
  // Cells use the kernel's globals; only the syntax of cells is compiled here, not their types.
})
afterAll(() => session.child.stop())

test('a display can be updated and cleared', async () => {
  const { displays } = await session.run(
    'const h = display({ "text/html": "<b>1</b>" })\nh.update({ "text/html": "<b>2</b>" })\nh.clear()',
  )
  expect(displays.map((d) => [d.update, d.data['text/html'] ?? d.data['text/plain']])).toEqual([
    [false, '<b>1</b>'],
    [true, '<b>2</b>'],
    [true, ''],
  ])
  expect(new Set(displays.map((d) => d.id)).size).toBe(1)
})

test('a cell that ends with a display shows it once, and not its handle', async () => {
  const { displays, result } = await session.run('display({ "text/html": "<b>1</b>" })')
  expect(displays).toHaveLength(1)
  expect(result).toBeUndefined()
})

test('id, metadata and raw', async () => {
  const { displays } = await session.run('display({ "x/y": 1, a: 2 }, { raw: true, id: "mine", metadata: { k: 1 } })')
  expect(displays[0]).toMatchObject({ id: 'mine', metadata: { k: 1 }, data: { 'x/y': 1 } })
})

test('slow displays keep their place', async () => {
  const { messages } = await session.run(`
    const slow = (text: string, ms: number) => ({
      [Symbol.for('Jupyter.display')]: async () => { await new Promise((r) => setTimeout(r, ms)); return { 'text/plain': text } },
    })
    console.log('a'); display(slow('b', 20)); console.log('c'); display(slow('d', 1)); clearOutput(true); display({ 'text/plain': 'e' })
    slow('f', 1)`)
  const shown = messages.map((m) => {
    if (m.type === 'stream') return m.text
    return m.type === 'display' || m.type === 'result' ? m.data['text/plain'] : m.type
  })
  expect(shown).toEqual(['a\n', 'b', 'c\n', 'd', 'clear', 'e', 'f', 'done'])
})

test.each([
  ['throws', '() => { throw new Error("no") }', 'failed: no'],
  ['throws null', '() => { throw null }', 'failed: null'],
  ['rejects', 'async () => { throw new Error("no") }', 'failed: no'],
  ['gives no bundle', '() => 7', 'failed: Expected a MIME bundle'],
  ['gives what JSON cannot hold', '() => ({ "application/json": 1n })', 'left out'],
  ['is huge', '() => ({ "text/html": "x".repeat(40 << 20) })', 'text/html of 40.0 MB left out'],
])('a display method that %s is survived', async (_, method, text) => {
  expect(plain(String(await session.text(`({ [Symbol.for('Jupyter.display')]: ${method} })`)))).toContain(text)
})

test('tslab’s display module', async () => {
  const { displays, result } = await session.run(`
    import * as tslab from 'tslab'
    import { display as show, newDisplay } from 'tslab'
    show.html('<i>1</i>'); show.png(new Uint8Array([1, 2]))
    const d = newDisplay(); d.text('first'); d.markdown('second')
    tslab.versions.node`)
  expect(displays.map((d) => [d.update, Object.entries(d.data)[0]])).toEqual([
    [false, ['text/html', '<i>1</i>']],
    [false, ['image/png', 'AQI=']],
    [false, ['text/plain', 'first']],
    [true, ['text/markdown', 'second']],
  ])
  expect(result?.data['text/plain']).toBe(`'${process.version}'`)
})

test('jupyter.cell', async () => {
  const cell = session.begin('jupyter.cell')
  const { result } = await session.child.finish(cell)
  expect(plain(String(result?.data['text/plain']))).toBe(`{ id: 'id-${cell}', executionCount: ${cell} }`)
})
