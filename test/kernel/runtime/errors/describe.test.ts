import assert from 'node:assert'
import vm from 'node:vm'
import { expect, test } from 'vitest'
import { describe, isError } from '../../../../kernel/runtime/errors/describe.ts'

const thrownBy = (js: string): unknown => {
  try {
    return new vm.Script(js).runInThisContext()
  } catch (error) {
    return error
  }
}
const no = () => {
  throw new Error('no')
}

test('name and message; the class where no other name was given', () => {
  class Mine extends Error {}
  expect(describe(new RangeError('far'))).toEqual({
    name: 'RangeError',
    message: 'far',
    isError: true,
    details: '',
    causes: [],
    errors: [],
  })
  expect(describe(new Mine('own')).name).toBe('Mine')
  expect(describe(Object.assign(new Mine(''), { name: 'Given' })).name).toBe('Given')
  expect(describe(Object.assign(new Error(''), { name: 7, constructor: null })).name).toBe('Error')
})

test('properties beyond the usual ones, cut where they are many', () => {
  expect(describe(Object.assign(new Error('x'), { code: 'ENOENT', toString() {} })).details).toBe("{ code: 'ENOENT' }")
  expect(describe(Object.assign(new Error('x'), { text: 'y'.repeat(400) })).details).toMatch(/^\{[\s\S]{299}…$/)
})

test('an AssertionError: only what its message does not say', () => {
  const failure = (check: () => void) => {
    try {
      check()
    } catch (error) {
      return describe(error)
    }
  }
  const generated = failure(() => assert.strictEqual(1, 2))
  expect(generated?.message).toContain('1 !== 2')
  expect(generated?.details).toBe('')
  const own = failure(() => assert.strictEqual(1, 2, 'the loss should be 2'))
  expect(own?.message).toMatch(/^the loss should be 2/) // newer Nodes add the difference
  expect(own?.details).toBe('{ actual: 1, expected: 2 }')
  const condition = failure(() => assert(1 > 2, 'the loss should fall'))
  expect([condition?.message, condition?.details]).toEqual(['the loss should fall', ''])
})

test('causes, and the errors of an AggregateError', () => {
  const found = describe(new AggregateError(['a', 'b'], 'both', { cause: 'why' }))
  expect([found.causes, found.errors]).toEqual([['why'], ['a', 'b']])
  expect(describe(new Error('x', { cause: undefined })).causes).toEqual([])
  expect(describe(new Error('x', { cause: null })).causes).toEqual([null])
})

test.each([
  ['text', "'text'"],
  [undefined, 'undefined'],
  [{ message: 'no stack' }, "{ message: 'no stack' }"],
])('what is no error: %j', (thrown, message) => {
  expect(describe(thrown)).toMatchObject({ name: 'Uncaught', message, isError: false })
})

test('what resists being asked', () => {
  const error = Object.defineProperties(new Error(), {
    name: { get: no },
    message: { get: no },
    cause: { get: no },
    errors: { get: no },
    own: { get: no, enumerable: true },
  })
  expect(describe(error)).toMatchObject({ name: 'Error', message: '(its message cannot be read)', causes: [] })
  expect(isError(new Proxy({}, { get: no, getPrototypeOf: no }))).toBe(false)
  expect(describe(new Proxy({}, { get: no })).message).toMatch(/^(Proxy\()?\{\}\)?$/) // Node 26 names the proxy that refuses
})

test('errors of other realms are errors', () => {
  expect(isError(vm.runInNewContext('new TypeError("x")'))).toBe(true)
  expect(isError({ message: 'm', stack: 's' })).toBe(true)
  expect(isError(null)).toBe(false)
  expect(describe(vm.runInNewContext('new TypeError("x")'))).toMatchObject({ name: 'TypeError', message: 'x' })
})

test.each([
  ['const $ = {}; (0, $.f)()', 'f is not a function'],
  ['{ const $ = { o: {} }; $.o.f() }', 'o.f is not a function'],
  ['{ const $_ = { C: 1 }; new $_.C() }', 'C is not a constructor'],
  ['{ const $ = { x: 1 }; [...$.x] }', /^(?!.*\$)/],
  ['{ const $ = { o: null }; const { a } = $.o }', "Cannot destructure property 'a' of 'o' as it is null."],
])('V8 quotes what was compiled, the reader reads what was written: %s', (js, message) => {
  expect(describe(thrownBy(js)).message).toMatch(message)
})

test('what a library or the reader says stays as it was said', () => {
  for (const message of ['no match for $.store.book', 'it costs $.50', 'use $.ajax()']) {
    expect(describe(new Error(message)).message).toBe(message)
    expect(describe(new TypeError(message)).message).toBe(message)
  }
})
