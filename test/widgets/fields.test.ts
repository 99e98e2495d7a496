import { expect, test } from 'vitest'
import { number, text } from '../../src/widgets/fields.ts'

test('a number with and without limits; what JSON cannot say is not sent', () => {
  const free = number()
  free.value = -1e9
  expect([free.value, free.model.names.model]).toEqual([-1e9, 'FloatTextModel'])
  const bounded = number({ min: 1 })
  expect([bounded.value, bounded.model.names.model]).toEqual([1, 'BoundedFloatTextModel'])
  expect(JSON.parse(JSON.stringify(bounded.model.state))).toEqual(bounded.model.state)
  expect(number({ max: -3 }).value).toBe(-3)
  expect(() => (bounded.value = 0)).toThrow('Expected a number from 1 to Infinity, found 0.')
  expect(() => number({ value: Number.NaN })).toThrow('found NaN')
  expect(() => number({ value: 5, max: 3 })).toThrow('from -Infinity to 3, found 5')
})

test('text on one line or several', () => {
  const [line, lines] = [text({ value: 'a', description: 'name' }), text({ multiline: true, placeholder: 'type' })]
  expect(String(line)).toBe('name: a')
  expect([line, lines].map((t) => t.model.names.model)).toEqual(['TextModel', 'TextareaModel'])
  expect(lines.model.state).toMatchObject({ value: '', placeholder: 'type' })
  expect(() => (line.value = 1 as never)).toThrow('Expected a string, found 1.')
  expect(() => text({ multilin: true } as never)).toThrow('Did you mean `multiline`?')
})
