/** What is special about a cell's top level: its names, its imports, hoisting, and the value it shows. */
import type { ImportRequest } from '../session/contract.ts'
import type { Edits } from './edits.ts'
import type { Rewriter } from './rewrite.ts'
import { bindingNames, isVar, lexicalNames, varNames } from './scope.ts'
import { type TS, ts } from './tslab.ts'

/** `$.local = module.name`; `*` is the namespace itself. */
interface Binding {
  local: string
  name: string
}

export interface Import extends ImportRequest {
  bindings: Binding[]
}

/** The static imports (and `export … from`) of a cell's JavaScript. */
export function importOf(statement: TS.Statement): Import | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined
  if (!statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined
  const found: Import = { specifier: statement.moduleSpecifier.text, bindings: [] }
  if (statement.assertClause) {
    found.attributes = {}
    for (const { name, value } of statement.assertClause.elements) {
      if (ts.isStringLiteral(value)) found.attributes[name.text] = value.text
    }
  }
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause
    if (clause && ts.isNamespaceExport(clause)) found.bindings.push({ local: clause.name.text, name: '*' })
    else if (clause) addElements(found, clause.elements)
    return found
  }
  const clause = statement.importClause
  if (clause?.name) found.bindings.push({ local: clause.name.text, name: 'default' })
  const named = clause?.namedBindings
  if (named && ts.isNamedImports(named)) addElements(found, named.elements)
  else if (named) found.bindings.push({ local: named.name.text, name: '*' })
  return found
}

function addElements(found: Import, elements: readonly (TS.ImportSpecifier | TS.ExportSpecifier)[]): void {
  for (const element of elements) {
    found.bindings.push({ local: element.name.text, name: (element.propertyName ?? element.name).text })
  }
}

export interface TopLevel {
  imports: Import[]
  /** Every value that the cell declares. */
  names: Set<string>
  /** `var x` without a value: undefined from the start, and assigned perhaps. */
  bare: string[]
  functions: string[]
  isAsync: boolean
}

/** Reads the top level. Names that are not in the cell's own text are TypeScript's helpers and stay local. */
export function readTopLevel(source: TS.SourceFile, isOwn: (name: string) => boolean): TopLevel {
  const found: TopLevel = { imports: [], names: new Set(), bare: [], functions: [], isAsync: false }
  const add = (name: string) => {
    if (isOwn(name)) found.names.add(name)
  }
  for (const statement of source.statements) {
    const wanted = importOf(statement)
    if (wanted) {
      found.imports.push(wanted)
      for (const { local } of wanted.bindings) add(local)
    }
    if (ts.isFunctionDeclaration(statement) && statement.name && isOwn(statement.name.text)) {
      found.functions.push(statement.name.text)
    }
  }
  lexicalNames(source.statements, add)
  varNames(source, add)
  found.bare = bareNames(source).filter((name) => found.names.has(name))
  found.isAsync = awaits(source)
  return found
}

function bareNames(node: TS.Node, names: string[] = []): string[] {
  ts.forEachChild(node, (child) => {
    if (ts.isExpression(child) || ts.isFunctionLike(child) || ts.isClassLike(child)) return
    if (ts.isVariableDeclarationList(child) && isVar(child)) {
      for (const { name, initializer } of child.declarations) {
        if (!initializer) bindingNames(name, (text) => names.push(text))
      }
    }
    bareNames(child, names)
  })
  return names
}

function awaits(node: TS.Node): boolean {
  if (ts.isAwaitExpression(node)) return true
  if (ts.isForOfStatement(node) && node.awaitModifier) return true
  if (ts.isFunctionLike(node)) return false
  return ts.forEachChild(node, (child) => awaits(child) || undefined) ?? false
}

/** Rewrites the top-level statements; the last one's value is the cell's where `showsLast`. */
export function rewriteTopLevel(rewriter: Rewriter, edits: Edits, showsLast: boolean): void {
  const { source } = rewriter
  const { session, context } = rewriter.helpers
  const last = showsLast ? source.statements.findLast((statement) => !ts.isExportDeclaration(statement)) : undefined
  for (const statement of source.statements) {
    const start = rewriter.start(statement)
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
      edits.remove(start, statement.end)
    } else if (ts.isExportAssignment(statement)) {
      edits.replace(start, rewriter.start(statement.expression), `${session}.default = `)
      rewriter.visit(statement.expression, undefined)
    } else if (ts.isVariableStatement(statement)) {
      edits.remove(start, rewriter.start(statement.declarationList))
      rewriter.declarations(statement.declarationList, undefined, true)
    } else if (ts.isFunctionDeclaration(statement)) {
      removeExport(rewriter, edits, statement)
      rewriter.visit(statement, undefined)
      if (!statement.name) edits.insert(statement.end, ';')
    } else if (ts.isClassDeclaration(statement)) {
      const name = statement.name?.text ?? 'default'
      const end = statement.modifiers?.at(-1)?.end ?? start
      edits.replace(start, end, `${session}.${name} = `)
      rewriter.classLike(statement, undefined)
      edits.insert(statement.end, ';')
    } else if (statement === last && ts.isExpressionStatement(statement)) {
      edits.insert(start, `${context}.result(`)
      rewriter.visit(statement.expression, undefined)
      edits.insert(statement.expression.end, ')')
    } else {
      rewriter.visit(statement, undefined)
    }
  }
}

/** Without `export`; an anonymous default function is named `default`. */
function removeExport(rewriter: Rewriter, edits: Edits, statement: TS.FunctionDeclaration): void {
  for (const modifier of statement.modifiers ?? []) {
    const isDefault = modifier.kind === ts.SyntaxKind.DefaultKeyword
    if (modifier.kind !== ts.SyntaxKind.ExportKeyword && !isDefault) continue
    const text = isDefault && !statement.name ? `${rewriter.helpers.session}.default =` : ''
    edits.replace(rewriter.start(modifier), modifier.end, text)
  }
}

/** The code before a cell's own: imported names, names of hoisted declarations. */
export function prologue(top: TopLevel, session: string, context: string): string {
  let out = ''
  top.imports.forEach(({ bindings }, index) => {
    if (bindings.length === 0) return
    out += `{ const m = ${context}.modules[${index}];`
    for (const { local, name } of bindings) {
      const target = `${session}.${local}`
      // A name that the module lacks at run time is a type: nothing to bind.
      if (name === '*') out += ` ${target} = m;`
      else out += ` if (${JSON.stringify(name)} in m) ${target} = m[${JSON.stringify(name)}];`
    }
    out += ' } '
  })
  for (const name of top.bare) if (!top.functions.includes(name)) out += `${session}.${name} = undefined; `
  for (const name of new Set(top.functions)) out += `${session}.${name} = ${name}; `
  return out
}
