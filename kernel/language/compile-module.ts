/** A local TypeScript file → a function like a cell's, with an object of its own for `$`, and what it exports. */
import type { Diagnostic, ImportRequest } from '../session/contract.ts'
import { compilePrepared } from './compile.ts'
import { bindingNames } from './scope.ts'
import { prepare } from './syntax.ts'
import { importOf } from './top-level.ts'
import { type TS, ts } from './tslab.ts'

export interface CompiledModule {
  js: string
  map: string
  async: boolean
  imports: ImportRequest[]
  exports: Record<string, string>
  stars: number[]
  /** Of static imports, and of dynamic ones where it is plain text. */
  specifiers: string[]
}

/** The module, or its syntax errors. */
export function compileModule(name: string, code: string, legacyDecorators: boolean): CompiledModule | Diagnostic[] {
  const { source, diagnostics } = prepare(code)
  if (diagnostics.length > 0) return diagnostics
  const compiled = compilePrepared({ cell: 0, name, code }, source, new Set(), { legacyDecorators, isModule: true })
  const { js, map, async, imports, dynamic, emitted } = compiled
  const specifiers = [...imports.map(({ specifier }) => specifier), ...dynamic]
  return { js, map, async, imports, ...exportsOf(emitted), specifiers }
}

/** Read from the JavaScript: types are gone. */
function exportsOf(source: TS.SourceFile): { exports: Record<string, string>; stars: number[] } {
  const exports: Record<string, string> = {}
  const stars: number[] = []
  let imports = 0
  for (const statement of source.statements) {
    if (ts.isExportAssignment(statement)) exports.default = 'default'
    else if (ts.isExportDeclaration(statement)) {
      const { exportClause: clause } = statement
      if (!clause) stars.push(imports)
      else if (ts.isNamespaceExport(clause)) exports[clause.name.text] = clause.name.text
      else {
        for (const { name, propertyName } of clause.elements) {
          // What comes from another module is bound under its new name.
          exports[name.text] = statement.moduleSpecifier ? name.text : (propertyName ?? name).text
        }
      }
    } else if (isExported(statement)) addDeclared(statement, exports)
    if (importOf(statement)) imports++
  }
  return { exports, stars }
}

function addDeclared(statement: TS.Statement, exports: Record<string, string>): void {
  if (ts.isVariableStatement(statement)) {
    for (const { name } of statement.declarationList.declarations) {
      bindingNames(name, (text) => {
        exports[text] = text
      })
    }
  } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    const name = statement.name?.text ?? 'default'
    exports[has(statement, ts.SyntaxKind.DefaultKeyword) ? 'default' : name] = name
  }
}

const isExported = (statement: TS.Statement): boolean => has(statement, ts.SyntaxKind.ExportKeyword)

function has(statement: TS.Statement, kind: TS.SyntaxKind): boolean {
  if (!ts.canHaveModifiers(statement)) return false
  return ts.getModifiers(statement)?.some((modifier) => modifier.kind === kind) ?? false
}
