import { expect, test } from 'vitest'
import { deathError, describeDeath, interruptError } from '../../../kernel/session/death.ts'

test('says how a runtime ended', () => {
  expect(describeDeath(null, 'SIGSEGV', '')).toBe('The runtime died (SIGSEGV); its variables are lost.')
  expect(describeDeath(3, null, '')).toBe('The runtime ended (exit code 3); its variables are lost.')
  expect(describeDeath(134, null, '')).toBe('The runtime died (exit code 134); its variables are lost.')
  expect(describeDeath(null, 'SIGABRT', 'FATAL ERROR: … JavaScript heap out of memory')).toContain('ran out of memory')
  expect(describeDeath(null, null, '')).toContain('unknown')
})

test('errors name what happened and what to do', () => {
  expect(deathError('why').traceback.join()).toContain('run the cells again')
  expect(interruptError('stopped').ename).toBe('KeyboardInterrupt')
})
