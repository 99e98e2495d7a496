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
  const newer = source.parseDiagnostics.length > 0 ? newerSyntax(source) : undefined
  if (newer) return { source, checked, diagnostics: [newer] }
  return { source, checked, diagnostics: source.parseDiagnostics.map((found) => diagnostic(code, found)) }
}

/**
 * Replaces, without moving any position: `import x = …` by `const  x = …` (a module of TypeScript's own kind, which ES
 * modules lack), and the `with { … }` of import attributes, which TypeScript 5.0 cannot read, by spaces.
 */
function mend(source: ParsedFile): string {
  let text = source.text
  for (const statement of source.statements) {
    if (!ts.isImportEqualsDeclaration(statement)) continue
    const start = statement.getStart(source)
    const name = statement.name.getStart(source)
    if (statement.isTypeOnly) text = blank(text, start, statement.end)
    else text = text.slice(0, start) + 'const'.padEnd(name - start) + text.slice(name)
  }
  // One at a time: what follows the first was read as the body of a `with` statement.
  for (let at = source; at.parseDiagnostics.length > 0; at = parse(text)) {
    const attributes = attributesOf(at)
    if (!attributes) break
    text = blank(text, attributes.start, attributes.end)
  }
  return text
}

/** `with { type: 'json' }`: to TypeScript 5.0 a `with` statement behind the import. */
function attributesOf(source: ParsedFile): { start: number; end: number } | undefined {
  for (const [index, statement] of source.statements.entries()) {
    const next = source.statements[index + 1]
    const isImport = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
    if (!isImport || !statement.moduleSpecifier || !next || !ts.isWithStatement(next)) continue
    const { end: start } = statement.moduleSpecifier
    const match = /^\s*with\s*\{[^{}]*\}/.exec(source.text.slice(start))
    if (match) return { start, end: start + match[0].length }
  }
  return undefined
}

/** Syntax that a cell cannot have, told plainly: JSX, and what came after TypeScript 5.0. */
function newerSyntax(source: ParsedFile): Diagnostic | undefined {
  const using = /^[ \t]*(?:await[ \t]+)?using[ \t]+[\w$]+[ \t]*=/m.exec(source.text)
  if (using) {
    const start = using.index + using[0].search(/\S/)
    const message =
      'Expected `const` or `let`: `using` declarations are not supported in cells. Call `dispose()` or use `tf.tidy`.'
    return made(source.text, start, start + using[0].trim().length, 1005, message)
  }
  const jsx = ts.createSourceFile(
    'cell.tsx',
    source.text,
    ts.ScriptTarget.ES2022,
    false,
    ts.ScriptKind.TSX,
  ) as ParsedFile
  if (jsx.parseDiagnostics.length >= source.parseDiagnostics.length) return undefined
  const element = firstJsx(jsx)
  const message =
    'JSX is not supported in cells: build HTML as text and show it with `display({ "text/html": … }, { raw: true })`.'
  return element && made(source.text, element.getStart(jsx), element.end, 17004, message)
}

function firstJsx(node: TS.Node): TS.Node | undefined {
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return node
  return ts.forEachChild(node, firstJsx)
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end)
}

export function positionAt(starts: readonly number[], offset: number): Position {
  const [line, column] = lineAndColumn(starts, offset)
  return { line: line + 1, column: column + 1 }
}

function diagnostic(code: string, found: TS.DiagnosticWithLocation): Diagnostic {
  const message = ts.flattenDiagnosticMessageText(found.messageText, '\n')
  return made(code, found.start, found.start + found.length, found.code, message)
}

function made(text: string, from: number, to: number, code: number, message: string): Diagnostic {
  const starts = lineStarts(text)
  const start = positionAt(starts, from)
  const source = (text.split('\n')[start.line - 1] ?? '').replace(/\r$/, '')
  return { code, message, severity: 'error', start, end: positionAt(starts, to), source }
}
