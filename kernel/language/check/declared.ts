/** What a cell's top level declares, in TypeScript's two spaces (values and types), and what it imports. */
import { bindingNames, varNames } from '../scope.ts'
import { type TS, ts } from '../tslab.ts'

export type Kind = 'let' | 'const' | 'function' | 'class' | 'enum' | 'namespace' | 'import' | 'type'

export interface Declared {
  name: string
  kind: Kind
  value: boolean
  type: boolean
  /** How many type parameters the type takes. */
  parameters: number
}

/** `*` is the module itself. */
export interface ImportedName {
  local: string
  name: string
  /** Where the cell names it. */
  start: number
  end: number
}

export interface TypedImport {
  specifier: string
  names: ImportedName[]
  /** The statement, and the specifier with its quotes. */
  start: number
  end: number
  specifierStart: number
  specifierEnd: number
}

/** By name; a name that is declared as a value and as a type is both. */
export function declarations(source: TS.SourceFile): Map<string, Declared> {
  const found = new Map<string, Declared>()
  const add = (name: string, kind: Kind, parameters = 0, value = kind !== 'type') => {
    const type = kind !== 'let' && kind !== 'const' && kind !== 'function'
    const old = found.get(name)
    if (!old) {
      found.set(name, { name, kind, value, type, parameters })
      return
    }
    if (kind !== 'type' && (old.kind === 'type' || old.kind === 'namespace')) old.kind = kind
    old.value ||= value
    old.type ||= type
    old.parameters = Math.max(old.parameters, parameters)
  }
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      const { declarationList: list } = statement
      const kind = (list.flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let'
      for (const { name } of list.declarations) bindingNames(name, (text) => add(text, kind))
    } else if (ts.isFunctionDeclaration(statement)) {
      if (statement.name) add(statement.name.text, 'function')
    } else if (ts.isClassDeclaration(statement)) {
      if (statement.name) add(statement.name.text, 'class', statement.typeParameters?.length)
    } else if (ts.isEnumDeclaration(statement)) {
      add(statement.name.text, 'enum')
    } else if (ts.isModuleDeclaration(statement)) {
      if (ts.isIdentifier(statement.name) && !isGlobal(statement)) add(statement.name.text, 'namespace')
    } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      add(statement.name.text, 'type', statement.typeParameters?.length)
    } else if (ts.isImportEqualsDeclaration(statement)) {
      add(statement.name.text, 'import', 0, !statement.isTypeOnly)
    }
  }
  for (const { local, isType } of importedNames(source)) add(local, 'import', 0, !isType)
  varNames(source, (name) => {
    if (!found.has(name)) add(name, 'let')
  })
  return found
}

/** `declare global`, `declare module 'x'`: augmentations, which declare nothing of the cell's own. */
export const isGlobal = (statement: TS.ModuleDeclaration): boolean =>
  (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0 || ts.isStringLiteral(statement.name)

function* importedNames(source: TS.SourceFile): Generator<{ local: string; isType: boolean }> {
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause
      const isType = clause?.isTypeOnly ?? false
      if (clause?.name) yield { local: clause.name.text, isType }
      const named = clause?.namedBindings
      if (named && ts.isNamespaceImport(named)) yield { local: named.name.text, isType }
      else for (const e of named?.elements ?? []) yield { local: e.name.text, isType: isType || e.isTypeOnly }
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier) {
      const clause = statement.exportClause
      if (clause && ts.isNamedExports(clause)) {
        for (const e of clause.elements) yield { local: e.name.text, isType: statement.isTypeOnly || e.isTypeOnly }
      } else if (clause) yield { local: clause.name.text, isType: statement.isTypeOnly }
    }
  }
}

/** The static imports of a cell, in TypeScript's terms: types too. */
export function typedImports(source: TS.SourceFile): TypedImport[] {
  const found: TypedImport[] = []
  for (const statement of source.statements) {
    const required = requiredModule(statement)
    if (required) {
      const { name } = statement as TS.ImportEqualsDeclaration
      found.push({
        specifier: required.text,
        names: [{ local: name.text, name: 'default', start: name.getStart(source), end: name.end }],
        start: statement.getStart(source),
        end: statement.end,
        specifierStart: required.getStart(source),
        specifierEnd: required.end,
      })
    }
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue
    const { moduleSpecifier } = statement
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) continue
    const names: ImportedName[] = []
    const add = (local: TS.Identifier, name: string, at: TS.Node = local) =>
      names.push({ local: local.text, name, start: at.getStart(source), end: at.end })
    if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause
      if (clause?.name) add(clause.name, 'default')
      const named = clause?.namedBindings
      if (named && ts.isNamespaceImport(named)) add(named.name, '*')
      else for (const e of named?.elements ?? []) add(e.name, (e.propertyName ?? e.name).text, e.propertyName ?? e.name)
    } else if (statement.exportClause) {
      const clause = statement.exportClause
      if (ts.isNamespaceExport(clause)) add(clause.name, '*')
      else for (const e of clause.elements) add(e.name, (e.propertyName ?? e.name).text, e.propertyName ?? e.name)
    }
    found.push({
      specifier: moduleSpecifier.text,
      names,
      start: statement.getStart(source),
      end: statement.end,
      specifierStart: moduleSpecifier.getStart(source),
      specifierEnd: moduleSpecifier.end,
    })
  }
  return found
}

/** `import x = require('m')`: TypeScript has no such thing in ES modules, a cell has. */
function requiredModule(statement: TS.Statement): TS.StringLiteral | undefined {
  if (!ts.isImportEqualsDeclaration(statement)) return undefined
  const { moduleReference } = statement
  if (!ts.isExternalModuleReference(moduleReference)) return undefined
  return ts.isStringLiteral(moduleReference.expression) ? moduleReference.expression : undefined
}
