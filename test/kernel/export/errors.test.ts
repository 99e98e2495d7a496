import { expect, test } from 'vitest'
import { ExportError } from '../../../kernel/export/errors.ts'
import { readOptions } from '../../../kernel/export/options.ts'

test('known by its class and by its name, and thrown by what reads the command line', () => {
  const error = new ExportError('Found no notebook.')
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toBe('ExportError: Found no notebook.')
  expect(() => readOptions(['--to', 'site'])).toThrow(ExportError)
})
