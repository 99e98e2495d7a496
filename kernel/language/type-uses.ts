/** Which imported names a cell uses as types only: their module may have no code at all. */
import type { ParsedFile } from './emit.ts'
import { type TS, ts } from './tslab.ts'

/** Every name is used, and none in the JavaScript that is left when types are gone. */
export function usedAsTypesOnly(names: readonly string[], js: TS.SourceFile, typed: ParsedFile): boolean {
  const asTypes = typeNames(typed)
  if (!names.some((name) => asTypes.has(name))) return false
  const asValues = new Set<string>()
  const visit = (node: TS.Node): void => {
    if (ts.isIdentifier(node)) asValues.add(node.text)
    ts.forEachChild(node, visit)
  }
  for (const statement of js.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) visit(statement)
  }
  return names.every((name) => !asValues.has(name))
}

function typeNames(source: TS.SourceFile): Set<string> {
  const found = new Set<string>()
  const visit = (node: TS.Node): void => {
    if (ts.isTypeReferenceNode(node)) found.add(first(node.typeName))
    else if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression)) found.add(node.expression.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function first(name: TS.EntityName): string {
  return ts.isIdentifier(name) ? name.text : first(name.left)
}
