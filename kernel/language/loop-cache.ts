/**
 * Loops that nothing from outside can disturb read the session's names from local copies and write to both: a variable
 * in memory costs three times as much as one in a register, and one that is only written there next to nothing.
 */
import { bindingNames } from './scope.ts'
import { type TS, ts } from './tslab.ts'

const { SyntaxKind } = ts

/** Whatever may run other code, which may assign to the session's names. */
const disturbing = new Set<TS.SyntaxKind>([
  SyntaxKind.NewExpression,
  SyntaxKind.TaggedTemplateExpression,
  SyntaxKind.AwaitExpression,
  SyntaxKind.YieldExpression,
  SyntaxKind.DeleteExpression,
  SyntaxKind.SpreadElement,
  SyntaxKind.SpreadAssignment,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.ClassExpression,
  SyntaxKind.ObjectLiteralExpression,
  SyntaxKind.LabeledStatement,
  SyntaxKind.ArrayBindingPattern,
  SyntaxKind.ObjectBindingPattern,
  SyntaxKind.TryStatement,
])

/** The session's names that a loop uses, if it may keep copies of them. */
export function cachedNames(loop: TS.IterationStatement, isSession: (name: string) => boolean): string[] {
  const used = new Set<string>()
  const local = new Set<string>()
  let isQuiet = !ts.isForOfStatement(loop) && !ts.isForInStatement(loop)

  const visit = (node: TS.Node): void => {
    if (!isQuiet) return
    if (disturbing.has(node.kind) || ts.isFunctionLike(node)) isQuiet = false
    else if (ts.isIdentifier(node)) {
      if (isSession(node.text)) used.add(node.text)
    } else if (ts.isPropertyAccessExpression(node)) {
      // Any other property may be a getter.
      if (node.name.text !== 'length' && !isMath(node.expression)) isQuiet = false
      visit(node.expression)
    } else if (ts.isCallExpression(node)) {
      const { expression } = node
      if (!ts.isPropertyAccessExpression(expression) || !isMath(expression.expression)) isQuiet = false
      for (const argument of node.arguments) visit(argument)
    } else if (isAssignment(node) && !ts.isIdentifier(node.left) && !ts.isElementAccessExpression(node.left)) {
      isQuiet = false
    } else if (ts.isPostfixUnaryExpression(node) && isSessionName(node.operand) && !valueIsUnused.has(node)) {
      isQuiet = false
    } else {
      if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) !== 0) {
        for (const { name } of node.declarations) bindingNames(name, (text) => local.add(text))
      }
      markUnused(node)
      ts.forEachChild(node, visit)
    }
  }

  const isSessionName = (node: TS.Node): boolean => ts.isIdentifier(node) && isSession(node.text)
  const isMath = (node: TS.Node): boolean => ts.isIdentifier(node) && node.text === 'Math' && !isSession('Math')
  /** `i++` whose value nobody sees may be written as `++i`. */
  const valueIsUnused = new Set<TS.Node>()
  const markUnused = (node: TS.Node): void => {
    if (ts.isExpressionStatement(node)) valueIsUnused.add(node.expression)
    else if (ts.isForStatement(node) && node.incrementor) valueIsUnused.add(node.incrementor)
  }

  visit(loop)
  if (!isQuiet || [...local].some((name) => used.has(name))) return []
  return [...used]
}

export function isAssignment(node: TS.Node): node is TS.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment
}
