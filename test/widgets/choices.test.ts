import { expect, test } from 'vitest'
import { checkbox, dropdown, toggle } from '../../src/widgets/choices.ts'

test('yes or no', () => {
  const [box, pressed] = [checkbox({ description: 'log' }), toggle({ value: true })]
  expect([String(box), String(pressed)]).toEqual(['log: ☐', '☑'])
  box.value = true
  expect(box.model.state).toMatchObject({ value: true, indent: false })
  expect(() => (box.value = 'yes' as never)).toThrow("Expected true or false, found 'yes'.")
  expect(() => toggle({ valu: true } as never)).toThrow('`toggle` has no option `valu`. Did you mean `value`?')
})

test('values of any type under their labels; the model speaks in places of the list', () => {
  const adam = () => 'adam'
  const list = dropdown({ options: [adam, 2, { a: 1 }], description: 'by' })
  expect(list.labels).toEqual(['adam', '2', '{"a":1}'])
  expect([list.value, String(list)]).toEqual([adam, 'by: adam ▾'])
  list.value = 2
  expect(list.model.state.index).toBe(1)
  list.model.onUpdate({ index: 2 })
  expect(list.value).toEqual({ a: 1 })
  expect(() => (list.value = 3)).toThrow('Expected one of adam, 2, {"a":1}, found 3.')
})

test('label → value, with a value to begin with; undefined may be one', () => {
  const list = dropdown<number | undefined>({ options: { none: undefined, ten: 10 }, value: undefined })
  expect([list.value, list.model.state.index, String(list)]).toEqual([undefined, 0, 'none ▾'])
  expect(dropdown({ options: { a: 1, b: 2 }, value: 2 }).model.state.index).toBe(1)
  expect(() => dropdown({ options: {} })).toThrow('Expected at least one option')
  expect(() => dropdown({ options: 3 as never })).toThrow('`options` to be an array of values, or label → value')
  expect(() => dropdown({ options: ['a'], value: 'c' })).toThrow('Expected one of a')
})
