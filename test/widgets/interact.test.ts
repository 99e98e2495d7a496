import { afterEach, expect, test } from 'vitest'
import { displaySymbol, kernel } from '../../src/display.ts'
import * as widgets from '../../src/widgets/index.ts'
import { openNotebook } from './notebook.ts'

let notebook: ReturnType<typeof openNotebook> | undefined
afterEach(() => {
  notebook?.close()
  notebook = undefined
})

test('runs at once, and again after each change; one output, of the latest values', async () => {
  notebook = openNotebook()
  const seen: number[] = []
  const interaction = widgets.interact(
    { lr: widgets.slider({ min: 0, max: 1 }), on: widgets.checkbox() },
    ({ lr, on }) => {
      seen.push(lr)
      return { 'text/plain': `${lr} ${on}` }
    },
  )
  expect(seen).toEqual([0.5])
  expect(interaction.controls.lr.description).toBe('lr')
  const comm = notebook.of('FloatSliderModel')
  for (const value of [0.6, 0.7, 0.8]) comm.say({ method: 'update', state: { value } })
  await interaction.settled()
  expect(seen).toEqual([0.5, 0.8])
  expect(notebook.shown.map((bundle) => bundle['text/plain'])).toEqual(['lr: 0.5\non: ☐', '0.5 false', '0.8 false'])
  interaction.stop()
  comm.say({ method: 'update', state: { value: 0.1 } })
  await interaction.settled()
  expect(seen).toHaveLength(2)
})

test('a slow run that a later one overtook is not shown', async () => {
  const ends: (() => void)[] = []
  const interaction = widgets.interact({ n: widgets.number({ value: 1 }) }, ({ n }) => {
    return new Promise<number>((resolve) => ends.push(() => resolve(n)))
  })
  interaction.controls.n.value = 2
  while (ends.length < 2) await new Promise(setImmediate)
  ends[1]!()
  await interaction.settled()
  ends[0]!()
  await new Promise(setImmediate)
  expect(interaction.result).toBe(2)
})

test('an error is shown in the place of the output, and the next change goes on', async () => {
  notebook = openNotebook()
  const interaction = widgets.interact({ n: widgets.number({ value: 1 }) }, ({ n }) => {
    if (n === 2) throw new RangeError('<two>')
    return n
  })
  interaction.controls.n.value = 2
  await interaction.settled()
  expect(interaction.error).toBeInstanceOf(RangeError)
  expect(notebook.shown.at(-1)!['text/html']).toContain('RangeError: &lt;two&gt;')
  interaction.controls.n.value = 3
  await interaction.settled()
  expect(interaction).toMatchObject({ result: 3, error: undefined })
})

test('as the value of its own cell it shows nothing twice; in a later cell the controls', () => {
  notebook = openNotebook()
  const interaction = widgets.interact({ n: widgets.number() }, () => undefined)
  expect(interaction[displaySymbol]()).toEqual({ 'text/plain': 'n: 0', 'text/html': '<span></span>' })
  Object.assign(kernel.jupyter!, { cell: { id: 'b', executionCount: 2 } })
  expect(interaction[displaySymbol]()).toHaveProperty(['application/vnd.jupyter.widget-view+json'])
})

test('bad input is answered with a sentence', () => {
  const interact = widgets.interact as (...args: any[]) => unknown
  expect(() => interact({ lr: 0.1 }, () => 0)).toThrow('Expected widgets by name, such as { lr: widgets.slider')
  expect(() => interact({}, () => 0)).toThrow('Expected widgets by name')
  expect(() => interact({ n: widgets.number() })).toThrow('Expected a function of the values, found undefined.')
})

test('a new figure is shown as a picture at once, and as a figure when the hand rests', async () => {
  notebook = openNotebook()
  const figure = (n: number) => ({
    [displaySymbol]: () => ({
      'application/vnd.plotly.v1+json': { n },
      'text/html': `<img alt="${n}">`,
      'text/plain': `figure ${n}`,
    }),
  })
  const interaction = widgets.interact({ n: widgets.number({ value: 1 }) }, ({ n }) => figure(n))
  interaction.controls.n.value = 2
  await interaction.settled()
  expect(notebook.shown.at(-1)).toEqual({ 'text/html': '<img alt="2">', 'text/plain': 'figure 2' })
  interaction.controls.n.value = 3
  await interaction.settled()
  while (!('application/vnd.plotly.v1+json' in notebook.shown.at(-1)!)) await new Promise(setImmediate)
  const shown = notebook.shown.slice(1).map((bundle) => [bundle['text/plain'], Object.keys(bundle).length])
  expect(shown).toEqual([
    ['figure 1', 3],
    ['figure 2', 2],
    ['figure 3', 2],
    ['figure 3', 3],
  ])
})
