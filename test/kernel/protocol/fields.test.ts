import { expect, test } from 'vitest'
import { flagField, integerField, recordField, textField, textsField } from '../../../kernel/protocol/fields.ts'

test('reads fields, and their defaults', () => {
  expect(textField({ code: '1' }, 'code')).toBe('1')
  expect(textField({}, 'code', 'x')).toBe('x')
  expect(flagField({ silent: null }, 'silent', true)).toBe(true)
  expect(integerField({ n: 3 }, 'n')).toBe(3)
  expect(recordField({}, 'data')).toEqual({})
  expect(textsField({ user_expressions: { a: '1' } }, 'user_expressions')).toEqual({ a: '1' })
})

test('says which field, what was expected, and what was found', () => {
  expect(() => textField({ code: 5 }, 'code')).toThrow('Expected `code` to be a string, found 5.')
  expect(() => textField({}, 'code')).toThrow('Expected `code` to be a string, found nothing.')
  expect(() => flagField({ silent: 'no' }, 'silent', false)).toThrow(
    'Expected `silent` to be true or false, found "no".',
  )
  expect(() => integerField({ n: 1.5 }, 'n')).toThrow('a whole number, found 1.5')
  expect(() => recordField({ data: [1] }, 'data')).toThrow('an object, found [1]')
  expect(() => textsField({ e: { a: 1 } }, 'e')).toThrow('Expected `e.a` to be a string')
  expect(() => textField({ code: ['x'.repeat(100)] }, 'code')).toThrow('…')
})
