import { expect, test } from 'vitest'
import { nearest, parse, unknown } from '../../../kernel/cli/arguments.ts'
import { CommandError } from '../../../kernel/cli/failure.ts'

const options = { user: { type: 'boolean' }, prefix: { type: 'string' } } as const

test('reads flags and values', () => {
  expect({ ...parse(['--user', '--prefix', '/a'], options) }).toEqual({ user: true, prefix: '/a' })
  expect({ ...parse([], options) }).toEqual({})
})

test('a mistyped option gets the nearest one', () => {
  expect(() => parse(['--usr'], options)).toThrow('The option `--usr` is unknown: did you mean `--user`?')
  expect(() => parse(['--usr'], options)).toThrow(CommandError)
})

test('an option without its value says so', () => {
  expect(() => parse(['--prefix'], options)).toThrow(/--prefix <value>' argument missing/)
})

test('nearest gives nothing where no name is near', () => {
  expect(nearest('instal', ['install', 'uninstall'])).toBe('install')
  expect(nearest('frobnicate', ['lab', 'doctor'])).toBeUndefined()
  expect(unknown('The command', 'frobnicate', ['lab', 'doctor'])).toBe(
    'The command `frobnicate` is unknown; known are lab, doctor.',
  )
})
