import { expect, test } from 'vitest'
import { bold, dim, green, red } from '../../../../kernel/runtime/errors/colors.ts'
import { plain } from '../session.ts'

test('each colour ends with itself, so that they nest', () => {
  expect(red('x')).toBe('\u001b[31mx\u001b[39m')
  expect(green('x')).toBe('\u001b[32mx\u001b[39m')
  expect(dim('x')).toBe('\u001b[90mx\u001b[39m')
  expect(bold('x')).toBe('\u001b[1mx\u001b[22m')
  expect(bold(`a ${red('b')} c`)).toBe('\u001b[1ma \u001b[31mb\u001b[39m c\u001b[22m')
  expect(plain(bold(`a ${red('b')} ${dim('c')}`))).toBe('a b c')
})
