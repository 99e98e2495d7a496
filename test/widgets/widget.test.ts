import { afterEach, expect, test } from 'vitest'
import { displaySymbol } from '../../src/display.ts'
import * as widgets from '../../src/widgets/index.ts'
import { openNotebook } from './notebook.ts'

let notebook: ReturnType<typeof openNotebook> | undefined
afterEach(() => {
  notebook?.close()
  notebook = undefined
})

/** The name of the model that a reference stands for. */
const modelOf = (reference: string) =>
  notebook!.comms.find(({ id }) => reference === `IPY_MODEL_${id}`)!.state._model_name

/** Every kind of widget, with the model that draws it. */
const kinds: [string, () => widgets.Widget<any>][] = [
  ['IntSliderModel', () => widgets.slider({ min: 0, max: 20 })],
  ['FloatSliderModel', () => widgets.slider({ min: 0, max: 1 })],
  ['FloatLogSliderModel', () => widgets.slider({ min: 1e-4, max: 1, log: true })],
  ['IntRangeSliderModel', () => widgets.range({ min: 0, max: 20 })],
  ['FloatRangeSliderModel', () => widgets.range({ min: 0, max: 1 })],
  ['FloatTextModel', () => widgets.number({ value: 3 })],
  ['BoundedFloatTextModel', () => widgets.number({ value: 3, min: 0 })],
  ['TextModel', () => widgets.text({ value: 'a' })],
  ['TextareaModel', () => widgets.text({ multiline: true })],
  ['CheckboxModel', () => widgets.checkbox()],
  ['ToggleButtonModel', () => widgets.toggle()],
  ['DropdownModel', () => widgets.dropdown({ options: ['a', 'b'] })],
  ['ButtonModel', () => widgets.button()],
  ['PlayModel', () => widgets.play()],
  ['FloatProgressModel', () => widgets.progress()],
  ['VBoxModel', () => widgets.box([widgets.checkbox()])],
  ['HBoxModel', () => widgets.box([widgets.checkbox()], { horizontal: true })],
  ['LabelModel', () => widgets.label('a')],
  ['HTMLModel', () => widgets.html('<b>a</b>')],
  ['OutputModel', () => widgets.output()],
]

test.each(kinds)(
  '%s opens a comm of the standard model, with a layout, and shows a view and a static picture',
  (model, make) => {
    notebook = openNotebook()
    const widget = make()
    expect(notebook.comms).toHaveLength(0)
    const bundle = widget[displaySymbol]()
    const comm = notebook.of(model)
    expect(comm).toMatchObject({ target: 'jupyter.widget', metadata: { version: '2.1.0' } })
    expect(bundle['application/vnd.jupyter.widget-view+json']).toEqual({
      version_major: 2,
      version_minor: 0,
      model_id: comm.id,
    })
    expect(bundle['text/html']).toBeTruthy()
    const output = model === 'OutputModel'
    expect(comm.state).toMatchObject({
      _model_module: output ? '@jupyter-widgets/output' : '@jupyter-widgets/controls',
      _model_module_version: output ? '1.0.0' : '2.0.0',
    })
    expect(modelOf(comm.state.layout)).toBe('LayoutModel')
    expect(comm.state._view_name).toMatch(/View$/)
    if (comm.state.style) expect(modelOf(comm.state.style)).toMatch(/StyleModel$/)
    expect(JSON.parse(JSON.stringify(comm.state))).toEqual(comm.state)
    expect(widget[displaySymbol]()['application/vnd.jupyter.widget-view+json']).toEqual(
      bundle['application/vnd.jupyter.widget-view+json'],
    )
  },
)

test.each(kinds)('%s holds its value in plain Node', (_, make) => {
  const widget = make()
  expect(Object.keys(widget[displaySymbol]())).toEqual(['text/plain', 'text/html'])
  expect(widget.observe(() => {})).toBeTypeOf('function')
})

test('both ways: by hand and by code, with echo and observers', () => {
  notebook = openNotebook()
  const slider = widgets.slider({ min: 0, max: 1, value: 0.5, description: 'lr' })
  const changes: unknown[] = []
  const end = slider.observe(({ value, previous }) => changes.push([previous, value]))
  slider[displaySymbol]()
  const comm = notebook.of('FloatSliderModel')
  comm.say({ method: 'update', state: { value: 0.7 } })
  expect(slider.value).toBe(0.7)
  expect(comm.sent).toEqual([{ method: 'echo_update', state: { value: 0.7 }, buffer_paths: [] }])
  slider.value = 0.2
  expect(comm.sent[1]).toEqual({ method: 'update', state: { value: 0.2 }, buffer_paths: [] })
  end()
  slider.value = 0.3
  expect(changes).toEqual([
    [0.5, 0.7],
    [0.7, 0.2],
  ])
  comm.say({ method: 'request_state' })
  expect(comm.sent.at(-1)).toMatchObject({ method: 'update', state: { value: 0.3, min: 0, max: 1, description: 'lr' } })
  slider.disabled = true
  expect(comm.sent.at(-1).state).toEqual({ disabled: true })
})

test('an observer that throws keeps the change from no other, and the widget lives on', () => {
  const slider = widgets.slider({ min: 0, max: 10, value: 1 })
  const seen: number[] = []
  slider.observe(() => {
    throw new RangeError('too far')
  })
  slider.observe(({ value }) => seen.push(value))
  expect(() => {
    slider.value = 2
  }).toThrow('too far')
  expect(slider.value).toBe(2)
  expect(() => {
    slider.value = 3
  }).toThrow('too far')
  expect(seen).toEqual([2, 3])
})

test('a front end that is loaded again gets every open model in one message', () => {
  notebook = openNotebook()
  const slider = widgets.slider({ min: 0, max: 1 })
  slider[displaySymbol]()
  const control = notebook.open('jupyter.widget.control')
  control.say({ method: 'request_states' })
  const { method, states } = control.sent[0]
  expect(method).toBe('update_states')
  expect(states[notebook.of('FloatSliderModel').id]).toMatchObject({
    model_name: 'FloatSliderModel',
    model_module: '@jupyter-widgets/controls',
    state: { value: 0.5 },
  })
  slider.close()
  control.say({ method: 'request_states' })
  expect(Object.keys(control.sent[1].states)).not.toContain(notebook.of('FloatSliderModel').id)
})

test('each kind speaks the language of its model', async () => {
  notebook = openNotebook()
  const log = widgets.slider({ min: 1e-4, max: 1, log: true })
  const dropdown = widgets.dropdown({ options: { one: 1, two: { deep: 2 } }, value: 1 })
  const button = widgets.button({ description: 'Step' })
  const output = widgets.output()
  widgets.box([log, dropdown, button, output])[displaySymbol]()
  expect(notebook.of('FloatLogSliderModel').state).toMatchObject({ base: 10, min: -4, max: 0 })
  expect(log.value).toBeCloseTo(0.01, 12)
  expect(notebook.of('DropdownModel').state).toMatchObject({ _options_labels: ['one', 'two'], index: 0 })
  notebook.of('DropdownModel').say({ method: 'update', state: { index: 1 } })
  expect(dropdown.value).toEqual({ deep: 2 })
  dropdown.value = 1
  expect(notebook.of('DropdownModel').sent.at(-1).state).toEqual({ index: 0 })
  let presses = 0
  button.onPress(() => presses++)
  notebook.of('ButtonModel').say({ method: 'custom', content: { event: 'click' } })
  button.press()
  expect(presses).toBe(2)
  await output.show(widgets.label('inside'))
  expect(notebook.of('OutputModel').sent.at(-1).state.outputs[0]).toMatchObject({ output_type: 'display_data' })
  expect(notebook.of('VBoxModel').state.children).toHaveLength(4)
})

test('bad input is answered with a sentence', () => {
  const cases: [() => unknown, string | RegExp][] = [
    [() => widgets.slider({ min: 1, max: 0 }), 'Expected `max` to be above `min` (1), found 0.'],
    [() => widgets.slider({ min: 0, max: 1, log: true }), '`min` to be a number > 0 on a log scale'],
    [() => widgets.slider({ min: 0, max: 1, value: 2 }), 'Expected a value from 0 to 1, found 2.'],
    [() => widgets.slider({ min: 0, max: 1, stp: 1 } as never), 'Did you mean `step`?'],
    [() => widgets.slider({ max: 1 } as never), 'Expected `min` to be a number, found undefined.'],
    [() => widgets.range({ min: 0, max: 1, value: [0.5, 0.2] }), 'from ≤ to'],
    [() => widgets.number({ value: 'a' as never }), "found 'a'"],
    [() => widgets.text({ value: 3 as never }), 'Expected a string, found 3.'],
    [() => widgets.checkbox({ value: 1 as never }), 'Expected true or false, found 1.'],
    [() => widgets.dropdown({ options: [] }), 'at least one option'],
    [() => widgets.dropdown({ options: ['a'], value: 'b' }), "Expected one of a, found 'b'."],
    [() => widgets.play({ interval: 0 }), '`interval` to be a number of milliseconds > 0'],
    [() => widgets.progress({ min: 1, max: 1 }), '`max` to be above `min`'],
    [() => widgets.slider({ min: 0, max: 1, value: '0.5' as never }), "Expected a value from 0 to 1, found '0.5'."],
    [() => widgets.range({ min: 0, max: 1, step: 0 }), 'Expected `step` to be a number > 0, found 0.'],
    [() => widgets.range({ min: 0, max: 1, value: [0, 0.5, 1] as never }), 'found [0, 0.5, 1]'],
    [() => widgets.range({ min: 0, max: 1, value: ['0', '1'] as never }), 'from ≤ to'],
    [() => widgets.range({ min: 1, max: 9, log: true } as never), '`range` has no option `log`.'],
    [() => widgets.number({ min: 5, max: 3 }), 'Expected `max` to be above `min` (5), found 3.'],
    [() => widgets.number({ min: 'a' as never }), "Expected `min` to be a number, found 'a'."],
    [() => widgets.number({ step: 0 }), 'Expected `step` to be a number > 0, found 0.'],
    [() => widgets.number({ value: Number.POSITIVE_INFINITY }), 'Expected a finite number, found Infinity.'],
    [() => widgets.play({ min: 5, max: 1 }), 'Expected `max` to be above `min` (5), found 1.'],
    [() => widgets.play({ step: 0 }), 'Expected `step` to be a number > 0, found 0.'],
    [() => widgets.play({ value: '3' as never }), "Expected a value from 0 to 100, found '3'."],
    [() => widgets.progress({ value: Number.POSITIVE_INFINITY }), 'Expected a number, found Infinity.'],
    [() => widgets.button({ kind: 'sucess' as never }), "There is no button kind 'sucess'. Did you mean 'success'?"],
    [() => widgets.dropdown({ options: ['sgd', 'adam'], value: 'adm' }), "found 'adm'. Did you mean 'adam'?"],
    [() => widgets.box([3] as never), 'Expected an array of widgets'],
    [() => widgets.checkbox().observe(3 as never), 'Expected a function of the change'],
  ]
  for (const [make, message] of cases) expect(make).toThrow(message)
  const slider = widgets.slider({ min: 0, max: 1 })
  expect(() => {
    slider.value = 3
  }).toThrow('Expected a value from 0 to 1, found 3.')
  expect(slider.value).toBe(0.5)
})
