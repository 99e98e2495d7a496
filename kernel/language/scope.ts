/** Which names a piece of JavaScript declares, by the scoping rules of ECMAScript 2022 in strict mode. */
import { type TS, ts } from './tslab.ts'

/** Names of one scope; a name found here shadows the session's. */
export interface Scope {
  names: Set<string>
  parent: Scope | undefined
}

export const newScope = (parent: Scope | undefined): Scope => ({ names: new Set(), parent })

export function isShadowed(scope: Scope | undefined, name: string): boolean {
  for (let s = scope; s; s = s.parent) if (s.names.has(name)) return true
  return false
}

/** The identifiers that a binding declares: `x`, `{ a, b: [c] }`. */
export function bindingNames(name: TS.BindingName, add: (name: string) => void): void {
  if (ts.isIdentifier(name)) add(name.text)
  else for (const element of name.elements) if (ts.isBindingElement(element)) bindingNames(element.name, add)
}

export const isVar = (list: TS.VariableDeclarationList): boolean =>
  (list.flags & (ts.NodeFlags.Let | ts.NodeFlags.Const)) === 0

/** Names of `var` declarations, however deep in blocks, but not in functions and namespaces. */
export function varNames(node: TS.Node, add: (name: string) => void): void {
  ts.forEachChild(node, (child) => {
    if (ts.isFunctionLike(child) || ts.isClassStaticBlockDeclaration(child) || ts.isExpression(child)) return
    if (ts.isClassLike(child) || ts.isModuleDeclaration(child)) return
    if (ts.isVariableDeclarationList(child)) {
      if (isVar(child)) for (const declaration of child.declarations) bindingNames(declaration.name, add)
      return
    }
    varNames(child, add)
  })
}

/** Names that the statements of a block declare themselves: let, const, class, function. */
export function lexicalNames(statements: readonly TS.Statement[], add: (name: string) => void): void {
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      if (isVar(statement.declarationList)) continue
      for (const declaration of statement.declarationList.declarations) bindingNames(declaration.name, add)
    } else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) {
      add(statement.name.text)
    }
  }
}

/** Names that a `for (let … )` head declares. */
export function headNames(head: TS.ForInitializer | undefined, add: (name: string) => void): void {
  if (!head || !ts.isVariableDeclarationList(head) || isVar(head)) return
  for (const declaration of head.declarations) bindingNames(declaration.name, add)
}
