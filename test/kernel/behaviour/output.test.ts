/** What cells print and show, sentence by sentence, as a client sees it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, type Exchange } from '../client.ts'
import { plain, printed, shown } from './text.ts'

let client: Client
beforeAll(async () => {
  client = await Client.start()
})
afterAll(() => client.close())

/** What the one display or result of a cell is, by type of content. */
async function bundle(code: string): Promise<Record<string, string>> {
  const { outputs, error } = await client.execute(code)
  expect(error).toBeUndefined()
  const found = outputs.filter(({ type }) => type === 'display_data' || type === 'execute_result')
  expect(found).toHaveLength(1)
  return found[0]!.content.data
}

const types = ({ outputs }: Exchange) => outputs.map(({ type }) => type)

test('displays are updated by their ids, and output is cleared', async () => {
  const first = await client.execute('display("one", { id: "place" })')
  expect(first.outputs.find(({ type }) => type === 'display_data')?.content.transient).toEqual({ display_id: 'place' })
  const second = await client.execute('const place = display("zero", { id: "place" })\nplace.update("two")')
  const update = second.outputs.find(({ type }) => type === 'update_display_data')
  expect(update?.content.transient).toEqual({ display_id: 'place' })
  expect(plain(update?.content.data['text/plain'])).toContain('two')
  const cleared = await client.execute('console.log("gone")\nclearOutput(true)\nconsole.log("stays")')
  expect(types(cleared)).toEqual(['execute_input', 'stream', 'clear_output', 'stream'])
  expect(cleared.outputs[2]?.content).toEqual({ wait: true })
})

test('a flood that nobody can keep up with: the kernel answers, and its memory is bounded', async () => {
  const id = client.sendCell('for (;;) console.log("x".repeat(10_000))')
  await printed(client, id)
  const most = { kernel: 0 }
  for (let i = 0; i < 10; i++) {
    await client.request('kernel_info_request', {}, 'control')
    const { content } = await client.request('usage_request', {}, 'control')
    most.kernel = Math.max(most.kernel, content.kernel_memory)
  }
  await client.request('interrupt_request', {}, 'control')
  expect((await client.exchange(id)).error?.ename).toBe('KeyboardInterrupt')
  expect(most.kernel).toBeLessThan(1.5e9)
  expect(await shown(client, '1 + 1')).toBe('2')
})

test('a display method that throws, takes its time, or gives too much is survived', async () => {
  const symbol = 'Symbol.for("Jupyter.display")'
  const throwing = await client.execute(`({ [${symbol}]() { throw new Error("no picture") } })`)
  expect(throwing.error?.evalue ?? plain(throwing.result?.['text/plain'])).toContain('no picture')
  const slow = `({ async [${symbol}]() { await new Promise((r) => setTimeout(r, 300)); return { "text/plain": "slow" } } })`
  expect(await shown(client, slow)).toBe('slow')
  const huge = await client.execute(
    `({ [${symbol}]: () => ({ "text/html": "x".repeat(200e6), "text/plain": "big" }) })`,
  )
  expect(plain(huge.error?.evalue ?? JSON.stringify(huge.result).slice(0, 2000))).toMatch(/MB|large|characters/)
  expect(await shown(client, '1 + 1')).toBe('2')
})

test('objects and Maps: coloured, limited in depth', async () => {
  const { 'text/plain': text } = await bundle(
    '({ a: { b: { c: { d: { e: { f: { g: { h: 1 } } } } } } }, m: new Map([["k", 1]]) })',
  )
  expect(text).toContain('\u001b[33m')
  expect(plain(text)).toMatch(/\[Object\]/)
  expect(plain(text)).toContain("Map(1) { 'k' => 1 }")
})

test('promises, without what Node and the kernel note on them', async () => {
  expect(await shown(client, 'Promise.resolve(4)')).toBe('Promise { 4 }')
  expect(await shown(client, '({ later: new Promise(() => {}) })')).toBe('{ later: Promise { <pending> } }')
  expect((await client.execute('console.log([Promise.resolve("now")])')).stdout).toBe("[ Promise { 'now' } ]\n")
})

test('arrays of records and danfojs frames: tables with shape, head and tail', async () => {
  const records = await bundle('Array.from({ length: 100 }, (_, i) => ({ i, square: i * i }))')
  expect(records['text/html']).toMatch(/100 rows? × 2 columns?/)
  for (const cell of ['>0</td>', '>9801</td>']) expect(records['text/html']).toContain(cell)
  expect(records['text/html']).not.toContain('>2500</td>')
  const frame = await bundle(
    'import * as dfd from "danfojs-node"\nnew dfd.DataFrame(Array.from({ length: 100 }, (_, i) => ({ i, half: i / 2 })))',
  )
  expect(frame['text/html']).toMatch(/100 rows? × 2 columns?/)
  expect(frame['text/html']).toContain('49.5')
})

test('tensors: shape, dtype, values, memory; models: a table of layers', async () => {
  const tensor = plain(
    (await bundle('import { models, tf } from "gradlab"\ntf.tensor2d([[1, 2], [3, 4]])'))['text/plain'],
  )
  for (const part of ['2', 'float32', '16 B', '3']) expect(tensor).toContain(part)
  const model = await bundle('models.mlp({ inputs: 4, hidden: [8], outputs: 3 })')
  expect(plain(model['text/plain'])).toMatch(/Dense/i)
  expect(`${model['text/html']}${model['text/plain']}`).toContain('67')
})

test('Dates, Errors, functions, images', async () => {
  expect(await shown(client, 'new Date(0)')).toBe('1970-01-01T00:00:00.000Z')
  expect(await shown(client, 'new RangeError("too far")')).toContain('RangeError: too far')
  expect(await shown(client, 'function area(r: number) { return r }\narea')).toContain('area')
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  expect((await bundle(`Buffer.from("${png}", "base64")`))['image/png']).toBe(png)
  expect((await bundle('import { createCanvas } from "@napi-rs/canvas"\ncreateCanvas(4, 4)'))['image/png']).toMatch(
    /^iVBORw0KGgo/,
  )
})
