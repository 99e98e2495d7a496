/**
 * One cell as part of a script. In a notebook a name may be declared again by any later cell, in a module only once:
 * a later declaration becomes an assignment, and the first one becomes `let`. Earlier functions then see the new value,
 * just as in the notebook.
 */
import { bindingNames } from '../language/scope.ts'
import { type TS, ts } from '../language/tslab.ts'
import { ExportError } from './errors.ts'

interface Edit {
  start: number
  end: number
  text: string
}

/** Names declared by the cells so far, and those that more than one cell declares. */
export interface ScriptNames {
  declared: Set<string>
  repeated: Set<string>
}

export function parseCell(code: string): TS.SourceFile {
  return ts.createSourceFile('cell.ts', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS)
}

/** The value names that a statement declares at top level. */
export function declaredBy(statement: TS.Statement): string[] {
  const names: string[] = []
  const add = (name: string) => void names.push(name)
  if (ts.isVariableStatement(statement))
    for (const { name } of statement.declarationList.declarations) bindingNames(name, add)
  else if (
    (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) &&
    statement.name
  )
    add(statement.name.text)
  else if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause
    if (clause?.name) add(clause.name.text)
    if (clause?.namedBindings && ts.isNamespaceImport(clause.namedBindings)) add(clause.namedBindings.name.text)
    if (clause?.namedBindings && ts.isNamedImports(clause.namedBindings))
      for (const { name } of clause.namedBindings.elements) add(name.text)
  }
  return names
}

/** Which names more than one statement of the cells declares. */
export function repeatedNames(files: TS.SourceFile[]): Set<string> {
  const [seen, repeated] = [new Set<string>(), new Set<string>()]
  for (const statement of files.flatMap((file) => [...file.statements])) {
    for (const name of declaredBy(statement)) (seen.has(name) ? repeated : seen).add(name)
  }
  return repeated
}

/** The cell's code with later declarations as assignments, and its last expression shown on the console. */
export function scriptCell(file: TS.SourceFile, names: ScriptNames, show: string): string {
  const edits: Edit[] = []
  for (const statement of file.statements) {
    const own = declaredBy(statement)
    const again = own.filter((name) => names.declared.has(name))
    const start = statement.getStart(file)
    if (again.length) edits.push({ start, end: statement.end, text: redeclare(statement, file, names) })
    else if (own.some((name) => names.repeated.has(name))) edits.push(...loosen(statement, file))
    for (const name of own) names.declared.add(name)
  }
  const last = file.statements.at(-1)
  if (last && ts.isExpressionStatement(last) && isShown(last.expression)) {
    const { expression } = last
    edits.push(
      { start: expression.getStart(file), end: expression.getStart(file), text: `await ${show}(` },
      { start: expression.end, end: expression.end, text: ')' },
    )
  }
  return apply(file.text, edits)
}

/** Assignments and `console.log(…)` show nothing in a notebook either, or have shown it already. */
function isShown(expression: TS.Expression): boolean {
  if (
    ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    expression.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  )
    return false
  if (ts.isPostfixUnaryExpression(expression)) return false
  return !(ts.isCallExpression(expression) && /^(console\.\w+|display|assert\b)/.test(expression.expression.getText()))
}

/** `const` → `let`, since a later cell assigns. */
function loosen(statement: TS.Statement, file: TS.SourceFile): Edit[] {
  if (!ts.isVariableStatement(statement)) return []
  const list = statement.declarationList
  return list.flags & ts.NodeFlags.Const
    ? [{ start: list.getStart(file), end: list.getStart(file) + 'const'.length, text: 'let' }]
    : []
}

function redeclare(statement: TS.Statement, file: TS.SourceFile, { declared }: ScriptNames): string {
  if (ts.isImportDeclaration(statement)) return reimport(statement, file, declared)
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return `${statement.name!.text} = ${statement.getText(file)}`
  if (!ts.isVariableStatement(statement))
    throw new ExportError(`A script cannot declare ${declaredBy(statement).join(', ')} twice: rename one of the two.`)
  return statement.declarationList.declarations
    .flatMap((declaration) => {
      const fresh: string[] = []
      bindingNames(declaration.name, (name) => !declared.has(name) && fresh.push(name))
      const value = declaration.initializer?.getText(file) ?? 'undefined'
      const target = declaration.name.getText(file)
      // `;` in front: the line before may end without one.
      const assign = ts.isObjectBindingPattern(declaration.name) ? `;(${target} = ${value})` : `;${target} = ${value}`
      return fresh.length
        ? [`let ${fresh.join(', ')}`, assign]
        : [ts.isIdentifier(declaration.name) ? assign.slice(1) : assign]
    })
    .join('\n')
}

/** An import again: what is there already is left out. */
function reimport(statement: TS.ImportDeclaration, file: TS.SourceFile, declared: Set<string>): string {
  const bindings = statement.importClause?.namedBindings
  const fresh =
    bindings && ts.isNamedImports(bindings) ? bindings.elements.filter(({ name }) => !declared.has(name.text)) : []
  return fresh.length
    ? `import { ${fresh.map((element) => element.getText(file)).join(', ')} } from ${statement.moduleSpecifier.getText(file)}`
    : ''
}

function apply(text: string, edits: Edit[]): string {
  let result = text
  for (const { start, end, text: inserted } of edits.sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, start) + inserted + result.slice(end)
  }
  return result
}
