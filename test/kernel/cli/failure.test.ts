import { expect, test } from 'vitest'
import { CommandError } from '../../../kernel/cli/failure.ts'

test('keeps its cause and its own name', () => {
  const cause = new Error('why')
  const error = new CommandError('what', { cause })
  expect([error.name, error.message, error.cause]).toEqual(['CommandError', 'what', cause])
})
