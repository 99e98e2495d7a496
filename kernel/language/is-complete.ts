/** Whether a cell's text is a whole program: what a console asks before it runs a line. */
import type { IsComplete } from '../session/contract.ts'
import { prepare } from './syntax.ts'
import { isCompleteCode } from './tslab.ts'

export function isComplete(code: string): IsComplete {
  const answer = isCompleteCode(code)
  if (!answer.completed) return { status: 'incomplete', indent: answer.indent ?? '' }
  return { status: prepare(code).diagnostics.length > 0 ? 'invalid' : 'complete' }
}
