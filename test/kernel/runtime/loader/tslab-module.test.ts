import { expect, test } from 'vitest'
import { Displays } from '../../../../kernel/runtime/display.ts'
import { tslabModule } from '../../../../kernel/runtime/loader/tslab-module.ts'
import type { Output } from '../../../../kernel/runtime/output.ts'

const sent: { data: Record<string, unknown>; id?: string; update: boolean }[] = []
const output = { cell: () => 1, send: (message: never) => sent.push(message) } as unknown as Output
const tslab = tslabModule(new Displays(output)) as any

test('each kind of content has its function', () => {
  const { display } = tslab
  const kinds = ['javascript', 'html', 'markdown', 'latex', 'svg', 'text']
  for (const kind of kinds) display[kind](kind)
  for (const kind of ['png', 'jpeg', 'gif', 'pdf']) display[kind](new Uint8Array([1, 2]))
  display.raw('application/x', 'own')
  expect(sent.map(({ data }) => Object.entries(data)[0])).toEqual([
    ['text/javascript', 'javascript'],
    ['text/html', 'html'],
    ['text/markdown', 'markdown'],
    ['text/latex', 'latex'],
    ['image/svg+xml', 'svg'],
    ['text/plain', 'text'],
    ['image/png', 'AQI='],
    ['image/jpeg', 'AQI='],
    ['image/gif', 'AQI='],
    ['application/pdf', 'AQI='],
    ['application/x', 'own'],
  ])
  expect(sent.every(({ id, update }) => id === undefined && !update)).toBe(true)
})

test('a new display shows one thing at a time, in one place', () => {
  sent.length = 0
  const [one, two] = [tslab.newDisplay(), tslab.newDisplay()]
  one.text('first')
  two.text('other')
  one.markdown('second')
  expect(sent.map(({ update }) => update)).toEqual([false, false, true])
  expect(sent[0]!.id).toBe(sent[2]!.id)
  expect(sent[0]!.id).not.toBe(sent[1]!.id)
})

test('versions, and the whole as default', () => {
  expect(tslab.versions).toEqual({
    tslab: expect.stringMatching(/^\d+\.\d+/),
    typescript: expect.stringMatching(/^5\./),
    node: process.version,
  })
  expect(tslab.default).toEqual({ display: tslab.display, newDisplay: tslab.newDisplay, versions: tslab.versions })
})
