import { afterEach, expect, test } from 'vitest'
import * as descent from '../../src/descent/index.ts'
import { Watchers } from '../../src/descent/watch.ts'
import { displaySymbol } from '../../src/display.ts'
import { openNotebook } from './notebook.ts'

let notebook: ReturnType<typeof openNotebook> | undefined
afterEach(() => {
  notebook?.close()
  notebook = undefined
})

test('watch: one output, drawn again when a later cell steps, many steps as one picture', async () => {
  notebook = openNotebook()
  const d = descent.start(descent.booth, { optimizer: descent.batch({ lr: 0.01 }) })
  const watch = d.watch()
  const drawn = notebook.next()
  for (let i = 0; i < 50; i++) d.step()
  await drawn
  expect(notebook.shown).toHaveLength(2)
  expect(notebook.shown[1]!['text/plain']).toContain('step 50')
  watch.stop()
  d.step()
  expect(notebook.shown).toHaveLength(2)
})

test('a slow picture that a later one overtook is not drawn', async () => {
  notebook = openNotebook()
  const waiting: (() => void)[] = []
  let number = 0
  let asked = () => {}
  const watchers = new Watchers(() => ({
    [displaySymbol]() {
      const bundle = { 'text/plain': String(number++) }
      if (number === 1) return bundle
      asked()
      return new Promise((resolve) => waiting.push(() => resolve(bundle)))
    },
  }))
  const next = () => new Promise<void>((resolve) => (asked = resolve))
  watchers.open()
  for (let i = 0; i < 2; i++) {
    const drawing = next()
    watchers.changed()
    await drawing
  }
  const drawn = notebook.next()
  for (const go of waiting) go()
  await drawn
  expect(notebook.shown.map((b) => b['text/plain'])).toEqual(['0', '2'])
})

test('in plain Node it shows nothing and asks for nothing', () => {
  const watchers = new Watchers(() => {
    return { [displaySymbol]: () => ({}) }
  })
  watchers.open().stop()
  expect(() => watchers.changed()).not.toThrow()
})
