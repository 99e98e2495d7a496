import { afterEach, expect, test } from 'vitest'
import { animate } from '../../src/descent/animate.ts'
import * as descent from '../../src/descent/index.ts'
import { kernel } from '../../src/display.ts'
import { openNotebook } from './notebook.ts'

let notebook: ReturnType<typeof openNotebook> | undefined
afterEach(() => {
  notebook?.close()
  notebook = undefined
  delete kernel.jupyter
})
const descend = (steps: number) => descent.start(descent.booth, { optimizer: descent.batch({ lr: 0.01 }) }).step(steps)
const stepsShown = () => notebook!.shown.map((bundle) => /step (\d+)/.exec(String(bundle['text/plain']))?.[1])

test('plays from the start to here', async () => {
  notebook = openNotebook()
  const d = descend(30)
  await animate(d, { frames: 4, seconds: 0 })
  expect(stepsShown()).toEqual(['0', '10', '20', '30'])
  expect(d.index).toBe(30)
})

test('more frames than steps: the last is still the present point', async () => {
  notebook = openNotebook()
  await animate(descend(2), { frames: 5, seconds: 0 })
  expect(stepsShown()).toEqual(['0', '1', '1', '2', '2'])
})

test('Stop ends it', async () => {
  notebook = openNotebook()
  const abort = new AbortController()
  kernel.jupyter = { signal: abort.signal, cell: { id: 'a', executionCount: 1 } } as never
  const playing = animate(descend(10), { frames: 5, seconds: 1000 })
  await notebook.next()
  abort.abort()
  await expect(playing).rejects.toThrow('aborted')
})

test('in plain Node nothing happens; bad input is refused all the same', async () => {
  await expect(animate(descend(3), { seconds: 1000 })).resolves.toBeUndefined()
  await expect(animate(descend(3), { frames: 1 })).rejects.toThrow('`frames` to be a whole number ≥ 2')
  await expect(animate(descend(3), { seconds: -1 })).rejects.toThrow('`seconds` to be a number ≥ 0, found -1.')
  await expect(animate(descend(3), { second: 1 } as never)).rejects.toThrow('Did you mean `seconds`?')
})
