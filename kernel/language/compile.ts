/** A cell's TypeScript → the function that the runtime calls, with a source map. Syntax only: types are checked apart. */
import type { CompileRequest, CompileResult, ImportRequest } from '../session/contract.ts'
import { Edits } from './edits.ts'
import { emit, type ParsedFile, parse } from './emit.ts'
import { Rewriter } from './rewrite.ts'
import type { Helpers } from './rewrite-names.ts'
import { decodeMappings, encodeMappings, lineAndColumn, lineStarts, type Segment } from './source-map.ts'
import { prepare } from './syntax.ts'
import { prologue, readTopLevel, rewriteTopLevel, type TopLevel } from './top-level.ts'
import { type TS, ts } from './tslab.ts'
import { usedAsTypesOnly } from './type-uses.ts'

/** `session`: the names that earlier cells have declared. */
export function compile(request: CompileRequest, session: ReadonlySet<string>, legacyDecorators = true): CompileResult {
  const { source, diagnostics } = prepare(request.code)
  return diagnostics.length > 0
    ? { ok: false, diagnostics }
    : compilePrepared(request, source, session, { legacyDecorators }).result
}

export interface CompileOptions {
  legacyDecorators: boolean
  /** A module shows nothing. */
  isModule?: boolean
}

export interface Compiled extends Pick<Result, 'js' | 'map' | 'async' | 'imports'> {
  result: Result
  /** Specifiers of dynamic imports that are plain text. */
  dynamic: string[]
  /** The JavaScript that was rewritten. */
  emitted: TS.SourceFile
}

type Result = CompileResult & { ok: true }

/** The same for a cell that has been parsed, without errors. */
export function compilePrepared(
  request: CompileRequest,
  typed: ParsedFile,
  session: ReadonlySet<string>,
  options: CompileOptions,
): Compiled {
  const { js, mappings } = emit(typed, options.legacyDecorators)
  const source = parse(js)
  const helpers = helperNames(typed)
  const top = readTopLevel(source, (name) => typed.identifiers.has(name))
  const names = new Set([...session, ...top.names])
  const edits = new Edits()
  const rewriter = new Rewriter(source, edits, names, helpers, top.isAsync)
  rewriteTopLevel(rewriter, edits, !options.isModule && endsInExpression(typed))
  const body = edits.apply(js)

  const { session: $, context: $k, flag, iterate } = helpers
  let head = `(${top.isAsync ? 'async ' : ''}function (${$}, ${$k}) { "use strict"; `
  if (rewriter.usesFlag) head += `const ${flag} = ${$k}.flag; `
  if (rewriter.usesIterate) head += `const ${iterate} = ${iterateHelper($k)}; `
  head += `${prologue(top, $, $k)}\n`
  const text = `${head}${body.text}\n})`
  const result: Result = {
    ok: true,
    js: text,
    map: sourceMap(request, js, mappings, text, (position) =>
      rewriter.calleeEnds.has(position) ? -1 : head.length + body.locate(position),
    ),
    async: top.isAsync,
    imports: importRequests(top, source, typed),
    declares: [...top.names],
    warnings: [],
  }
  return { ...result, result, dynamic: rewriter.dynamicImports, emitted: source }
}

function importRequests(top: TopLevel, js: TS.SourceFile, typed: ParsedFile): ImportRequest[] {
  return top.imports.map(({ specifier, attributes, bindings }) => {
    const names = bindings.map(({ local }) => local)
    const optional = names.length > 0 && usedAsTypesOnly(names, js, typed)
    return { specifier, ...(attributes ? { attributes } : {}), ...(optional ? { optional } : {}) }
  })
}

/** Names for our parameters that do not occur in the cell. */
function helperNames(source: ParsedFile): Helpers {
  const free = (name: string): string => (source.identifiers.has(name) ? free(`${name}_`) : name)
  return { session: free('$'), context: free('$k'), flag: free('$f'), iterate: free('$i'), copy: copyName(source) }
}

function copyName(source: ParsedFile, name = '$c'): string {
  const isTaken = [...source.identifiers.keys()].some((other) => other.startsWith(name))
  return isTaken ? copyName(source, `${name}_`) : name
}

/** Whether the last statement that is not a mere type or export is an expression. */
function endsInExpression(source: TS.SourceFile): boolean {
  const last = source.statements.findLast((statement) => !isErased(statement))
  return last !== undefined && ts.isExpressionStatement(last)
}

function isErased(statement: TS.Statement): boolean {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return true
  if (ts.isExportDeclaration(statement) || ts.isEmptyStatement(statement)) return true
  return ts.canHaveModifiers(statement) && (ts.getModifiers(statement)?.some(isDeclare) ?? false)
}

const isDeclare = (modifier: TS.Modifier): boolean => modifier.kind === ts.SyntaxKind.DeclareKeyword

/** `for await` in which each wait for the next item can be interrupted. */
function iterateHelper(context: string): string {
  return `xs => { const async = xs[Symbol.asyncIterator] != null, i = async ? xs[Symbol.asyncIterator]() : xs[Symbol.iterator](), o = {
 next: async () => { if (async) return ${context}.await(i.next()); const r = i.next(); return { done: r.done, value: await ${context}.await(r.value) }; },
 [Symbol.asyncIterator]: () => o };
 if (i.return) o.return = async v => i.return(v);
 return o; }`.replaceAll('\n', '')
}

function sourceMap(
  request: CompileRequest,
  js: string,
  mappings: string,
  text: string,
  /** -1: of no interest. */
  locate: (position: number) => number,
): string {
  const from = lineStarts(js)
  const to = lineStarts(text)
  const segments: Segment[] = []
  for (const [line, column, sourceLine, sourceColumn] of decodeMappings(mappings)) {
    const position = locate((from[line] as number) + column)
    if (position < 0) continue
    const place = lineAndColumn(to, position)
    segments.push([place[0], place[1], sourceLine, sourceColumn])
  }
  return JSON.stringify({
    version: 3,
    sources: [request.name],
    sourcesContent: [request.code],
    names: [],
    mappings: encodeMappings(segments),
  })
}
