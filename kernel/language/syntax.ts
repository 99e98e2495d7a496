/** Parses a cell, mends syntax that is newer than tslab's TypeScript 5.0 where that is cheap, and words the errors. */
import type { Diagnostic, Position } from '../session/contract.ts'
import { type ParsedFile, parse } from './emit.ts'
import { lineAndColumn, lineStarts } from './source-map.ts'
import { type TS, ts } from './tslab.ts'

export interface Prepared {
  /** What is turned into JavaScript. */
  source: ParsedFile
  /** What is checked: the cell as it stands, unless it had to be mended to be read at all. */
  checked: ParsedFile
  diagnostics: Diagnostic[]
}

export function prepare(code: string): Prepared {
  const checked = parse(code)
  const mended = mend(checked)
  const source = mended === code ? checked : parse(mended)
  return { source, checked, diagnostics: source.parseDiagnostics.map((found) => diagnostic(code, found)) }
}

/**
 * Replaces, without moving any position: `import x = …` by `const  x = …` (a module of TypeScript's own kind, which ES
 * modules lack), and the `with` of import attributes by a form that TypeScript 5.0 knows.
 */
function mend(source: ParsedFile): string {
  let text = source.text
  for (const statement of source.statements) {
    if (!ts.isImportEqualsDeclaration(statement)) continue
    const start = statement.getStart(source)
    const name = statement.name.getStart(source)
    const keyword = (statement.isTypeOnly ? '' : 'const').padEnd(name - start)
    if (statement.isTypeOnly) text = blank(text, start, statement.end)
    else text = text.slice(0, start) + keyword + text.slice(name)
  }
  return text
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end)
}

export function positionAt(starts: readonly number[], offset: number): Position {
  const [line, column] = lineAndColumn(starts, offset)
  return { line: line + 1, column: column + 1 }
}

function diagnostic(code: string, found: TS.DiagnosticWithLocation): Diagnostic {
  const starts = lineStarts(code)
  const start = positionAt(starts, found.start)
  return {
    code: found.code,
    message: ts.flattenDiagnosticMessageText(found.messageText, '\n'),
    severity: 'error',
    start,
    end: positionAt(starts, found.start + found.length),
    source: code.split('\n')[start.line - 1] ?? '',
  }
}
