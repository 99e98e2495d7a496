/** Whether a cell's text is a whole program: what a console asks before it runs a line. */
import type { IsComplete } from '../session/contract.ts'
import type { parse } from './emit.ts'
import { prepare } from './syntax.ts'
import { isCompleteCode, ts } from './tslab.ts'

const { SyntaxKind } = ts

const opening = new Set([
  SyntaxKind.OpenBraceToken,
  SyntaxKind.OpenParenToken,
  SyntaxKind.OpenBracketToken,
  SyntaxKind.TemplateHead,
])
const closing = new Set([SyntaxKind.CloseBraceToken, SyntaxKind.CloseParenToken, SyntaxKind.CloseBracketToken])

export function isComplete(code: string): IsComplete {
  const { completed } = isCompleteCode(code)
  const { diagnostics, source } = prepare(code)
  if (diagnostics.length === 0) return { status: 'complete' }
  // tslab ends what ends in two empty lines.
  const isForced = completed && /(^|\n)\s*\n\s*$/.test(code)
  const isIncomplete = !isForced && isOpen(source, completed)
  return isIncomplete ? { status: 'incomplete', indent: indentOf(code) } : { status: 'invalid' }
}

/** TypeScript's errors: an unterminated template or comment, which reaches to the end. */
const unterminated = new Set([1160, 1010])

/** An expression, an identifier is expected: where the text ends. */
const expected = new Set([1109, 1003])

/** The first error is that the text ends. tslab sees missing tokens; operators, templates and comments wait too. */
function isOpen({ parseDiagnostics: [first], text }: ReturnType<typeof parse>, completed: boolean): boolean {
  if (!first) return false
  if (unterminated.has(first.code)) return true
  return first.start >= text.trimEnd().length && (!completed || expected.has(first.code))
}

/** Two spaces for each line whose brackets are open at the end. */
function indentOf(code: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, code)
  const open: number[] = []
  let line = 0
  let from = 0
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const start = scanner.getTokenPos()
    line += code.slice(from, start).split('\n').length - 1
    from = start
    if (opening.has(kind as never)) open.push(line)
    else if (closing.has(kind as never)) open.pop()
  }
  return '  '.repeat(new Set(open).size)
}
