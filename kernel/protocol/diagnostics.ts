import type { Diagnostic, RemoteError } from '../session/contract.ts'

const red = (text: string) => `\u001b[31m${text}\u001b[39m`
const cyan = (text: string) => `\u001b[36m${text}\u001b[39m`
const grey = (text: string) => `\u001b[90m${text}\u001b[39m`
const yellow = (text: string) => `\u001b[33m${text}\u001b[39m`

/** Blanks as wide as the text before the error: tabs stay tabs, so that the caret stands below it. */
function indentOf(source: string, column: number): string {
  return source.slice(0, column - 1).replace(/[^\t]/g, ' ')
}

function caret({ start, end, source }: Diagnostic): string {
  const stop = end.line === start.line ? end.column : source.length + 1
  return '^'.repeat(Math.max(1, stop - start.column))
}

/** One diagnostic: where it is, the source line, a caret, what is wrong. */
export function describeDiagnostic(name: string, diagnostic: Diagnostic): string {
  const { code, message, severity, start, source, file } = diagnostic
  const paint = severity === 'error' ? red : yellow
  const number = String(start.line)
  const margin = ' '.repeat(number.length)
  return [
    `${cyan(file ?? name)}, line ${start.line}, column ${start.column}`,
    `  ${grey(`${number} |`)} ${source}`,
    `  ${grey(`${margin} |`)} ${indentOf(source, start.column)}${paint(caret(diagnostic))}`,
    `${paint(`TS${code}`)}: ${message}`,
  ].join('\n')
}

/** All that keeps a cell from running, as the one error that a cell may have. */
export function typeError(name: string, diagnostics: readonly Diagnostic[]): RemoteError {
  const [first] = diagnostics
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : ''
  const where = first?.file ? `${first.file}, line ${first.start.line}: ` : ''
  return {
    ename: 'TypeScriptError',
    evalue: first ? `${where}TS${first.code}: ${first.message}${more}` : 'The cell does not compile.',
    traceback: diagnostics.flatMap((diagnostic, i) => [
      ...(i > 0 ? [''] : []),
      ...describeDiagnostic(name, diagnostic).split('\n'),
    ]),
  }
}
