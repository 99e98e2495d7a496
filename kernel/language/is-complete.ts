/** Whether a cell's text is a whole program: what a console asks before it runs a line. */
import type { IsComplete } from '../session/contract.ts'
import { prepare } from './syntax.ts'
import { isCompleteCode } from './tslab.ts'

/** A template or a comment that the next line may still close: unterminated template literal, '*' '/' expected. */
const open = new Set([1160, 1010])

export function isComplete(code: string): IsComplete {
  const answer = isCompleteCode(code)
  if (!answer.completed) return { status: 'incomplete', indent: answer.indent ?? '' }
  const { diagnostics } = prepare(code)
  if (diagnostics.some(({ code }) => open.has(code))) return { status: 'incomplete', indent: '' }
  return { status: diagnostics.length > 0 ? 'invalid' : 'complete' }
}
