import { expect, test } from 'vitest'
import { widgetPicture } from '../../../kernel/export/widget-picture.ts'
import { notebook } from './fixtures.ts'

type Model = [kind: string, state: Record<string, unknown>]

function picture(models: Record<string, Model>, id: unknown = 'a'): string | undefined {
  const saved = notebook([])
  const state = Object.fromEntries(
    Object.entries(models).map(([key, [kind, state]]) => [key, { model_name: `${kind}Model`, state }]),
  )
  saved.metadata.widgets = {
    'application/vnd.jupyter.widget-state+json': { version_major: 2, version_minor: 0, state },
  }
  return widgetPicture(saved, id)
}

const words = (html: string | undefined) => html?.replace(/<[^>]+>/g, '').trim()

test('sliders: a knob where the value is, the part before it strong', () => {
  const five = { min: 0, max: 10, value: 5, description: 'n' }
  expect(words(picture({ a: ['IntSlider', five] }))).toBe(`n ${'━'.repeat(10)}●${'─'.repeat(10)} 5`)
  expect(words(picture({ a: ['FloatSlider', { max: 1, value: 1 }] }))).toBe(`${'━'.repeat(20)}● 1`)
  const rate = { min: -4, max: 0, base: 10, value: 0.01, description: 'lr' }
  expect(words(picture({ a: ['FloatLogSlider', rate] }))).toBe(`lr ${'━'.repeat(10)}●${'─'.repeat(10)} 0.01`)
  const ends = { min: 0, max: 20, value: [5, 7] }
  expect(words(picture({ a: ['IntRangeSlider', ends] }))).toBe(`${'─'.repeat(5)}●━●${'─'.repeat(13)} 5 – 7`)
})

test('what JupyterLab leaves out is the default of the model', () => {
  expect(words(picture({ a: ['IntSlider', { value: 50 }] }))).toBe(`${'━'.repeat(10)}●${'─'.repeat(10)} 50`)
  expect(words(picture({ a: ['IntSlider', {}] }))).toBe(`●${'─'.repeat(20)} 0`)
  expect(words(picture({ a: ['FloatLogSlider', {}] }))).toBe(`●${'─'.repeat(20)} 1`)
  expect(words(picture({ a: ['FloatProgress', {}] }))).toBe('0 %')
  expect(words(picture({ a: ['FloatText', {}] }))).toBe('0')
  expect(words(picture({ a: ['Checkbox', {}] }))).toBe('☐')
  expect(words(picture({ a: ['Text', {}] }))).toBe('')
})

test('fields, choices and buttons', () => {
  expect(words(picture({ a: ['Dropdown', { index: 1, _options_labels: ['sgd', 'adam'] }] }))).toBe('adam ▾')
  expect(words(picture({ a: ['ToggleButton', { value: true, description: 'on' }] }))).toBe('on ☑')
  expect(words(picture({ a: ['Button', { description: 'Step' }] }))).toBe('[ Step ]')
  expect(words(picture({ a: ['Play', { value: 3 }] }))).toBe('▶ 3')
  expect(picture({ a: ['FloatProgress', { max: 10, value: 4 }] })).toContain(
    '<progress max="100" value="40"></progress> 40 %',
  )
  expect(picture({ a: ['Text', { value: '<b>', description: 'a & b' }] })).toBe('<div>a &amp; b &lt;b&gt;</div>')
})

test('a box holds its children, an output what it showed', () => {
  const outputs = [{ data: { 'text/plain': 'x < y' } }, { data: { 'text/html': ['<i>', 'z</i>'] } }]
  const models: Record<string, Model> = {
    a: ['VBox', { children: ['IPY_MODEL_b', 'IPY_MODEL_c', 'IPY_MODEL_gone'] }],
    b: ['Label', { value: 'first' }],
    c: ['HBox', { children: ['IPY_MODEL_d'] }],
    d: ['Output', { outputs }],
  }
  const html = picture(models)
  expect(html).toContain('<div>first</div>')
  expect(html).toContain('<div><pre>x &lt; y</pre><i>z</i></div>')
})

test('without a saved state, or of a kind that is not known, there is no picture', () => {
  expect(widgetPicture(notebook([]), 'a')).toBeUndefined()
  expect(picture({}, undefined)).toBeUndefined()
  expect(picture({ a: ['Video', {}] })).toBeUndefined()
  expect(picture({ a: ['constructor', {}] })).toBeUndefined()
})
