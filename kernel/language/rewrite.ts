/**
 * Rewrites a cell's JavaScript so that the session's names are properties of `$`, awaits can be interrupted and loops
 * can be stopped. This file walks expressions and inner scopes; `top-level.ts` does what is special about top level.
 */
import type { Edits } from './edits.ts'
import { bindingNames, headNames, isShadowed, isVar, lexicalNames, type Scope, varNames } from './scope.ts'
import { type TS, ts } from './tslab.ts'

/** What the emitted function calls its parameters and helpers; chosen so that no name of the cell is hidden. */
export interface Helpers {
  session: string
  context: string
  flag: string
  iterate: string
}

export class Rewriter {
  readonly source: TS.SourceFile
  readonly edits: Edits
  readonly names: ReadonlySet<string>
  readonly helpers: Helpers
  /** Session names that the cell reads or writes. */
  readonly used = new Set<string>()
  usesFlag = false
  usesIterate = false
  readonly #isAsync: boolean
  #functions = 0

  constructor(source: TS.SourceFile, edits: Edits, names: ReadonlySet<string>, helpers: Helpers, isAsync: boolean) {
    this.source = source
    this.edits = edits
    this.names = names
    this.helpers = helpers
    this.#isAsync = isAsync
  }

  get inFunction(): boolean {
    return this.#functions > 0
  }

  start(node: TS.Node): number {
    return node.getStart(this.source)
  }

  visit(node: TS.Node | undefined, scope: Scope | undefined): void {
    if (!node) return
    if (ts.isIdentifier(node)) return this.#reference(node, scope)
    if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) return this.#function(node, scope)
    if (ts.isClassLike(node)) return this.classLike(node, scope)
    if (ts.isIterationStatement(node, false)) return this.#loop(node, scope)
    switch (node.kind) {
      case ts.SyntaxKind.PropertyAccessExpression:
        return this.visit((node as TS.PropertyAccessExpression).expression, scope)
      case ts.SyntaxKind.CallExpression:
        return this.#call(node as TS.CallExpression, scope)
      case ts.SyntaxKind.TaggedTemplateExpression: {
        const { tag, template } = node as TS.TaggedTemplateExpression
        this.#callee(tag, scope)
        return this.visit(template, scope)
      }
      case ts.SyntaxKind.ShorthandPropertyAssignment:
        return this.#shorthand(node as TS.ShorthandPropertyAssignment, scope)
      case ts.SyntaxKind.PropertyAssignment:
        this.#propertyName((node as TS.PropertyAssignment).name, scope)
        return this.visit((node as TS.PropertyAssignment).initializer, scope)
      case ts.SyntaxKind.PropertyDeclaration:
        this.#propertyName((node as TS.PropertyDeclaration).name, scope)
        return this.#inside(() => this.visit((node as TS.PropertyDeclaration).initializer, scope))
      case ts.SyntaxKind.BinaryExpression:
        return this.#binary(node as TS.BinaryExpression, scope)
      case ts.SyntaxKind.AwaitExpression:
        return this.#await(node as TS.AwaitExpression, scope)
      case ts.SyntaxKind.MetaProperty:
        if ((node as TS.MetaProperty).keywordToken !== ts.SyntaxKind.ImportKeyword) return
        return this.edits.replace(this.start(node), node.end, `${this.helpers.context}.meta`)
      case ts.SyntaxKind.Block:
        return this.#block((node as TS.Block).statements, node, scope)
      case ts.SyntaxKind.CaseBlock: {
        const statements = (node as TS.CaseBlock).clauses.flatMap((clause) => [...clause.statements])
        return this.#block(statements, node, scope)
      }
      case ts.SyntaxKind.CatchClause: {
        const { variableDeclaration, block } = node as TS.CatchClause
        const inner = this.#scope(scope)
        if (variableDeclaration) {
          bindingNames(variableDeclaration.name, (name) => inner.names.add(name))
          this.#pattern(variableDeclaration.name, inner)
        }
        return this.visit(block, inner)
      }
      case ts.SyntaxKind.VariableDeclarationList:
        return this.declarations(node as TS.VariableDeclarationList, scope, false)
      case ts.SyntaxKind.LabeledStatement:
        return this.visit((node as TS.LabeledStatement).statement, scope)
      case ts.SyntaxKind.BreakStatement:
      case ts.SyntaxKind.ContinueStatement:
        return
      default:
        ts.forEachChild(node, (child) => this.visit(child, scope))
    }
  }

  /** A name of the session here, and not of an inner scope? */
  isSession(name: string, scope: Scope | undefined): boolean {
    if (!this.names.has(name) || isShadowed(scope, name)) return false
    this.used.add(name)
    return true
  }

  /** `export`ed or not, a list of declarations: session names become assignments, the others stay. */
  declarations(list: TS.VariableDeclarationList, scope: Scope | undefined, atTopLevel: boolean): void {
    const first = list.declarations[0]
    if (!first) return
    const isSession = (atTopLevel || (isVar(list) && !this.inFunction)) && this.#declaresSession(list)
    if (!isSession) {
      for (const { name, initializer } of list.declarations) {
        this.#pattern(name, scope)
        this.visit(initializer, scope)
      }
      return
    }
    this.edits.remove(this.start(list), this.start(first))
    for (const declaration of list.declarations) {
      const { name, initializer } = declaration
      if (isVar(list) && !initializer && !this.#isLoopHead(list)) {
        // `var x` sets nothing here: top-level.ts has set it at the start.
        this.edits.replace(this.start(declaration), declaration.end, 'undefined')
        continue
      }
      const isPattern = !ts.isIdentifier(name)
      if (isPattern && initializer) this.edits.insert(this.start(declaration), '(')
      this.target(name, scope)
      if (initializer) this.named(name, initializer, scope)
      else if (!this.#isLoopHead(list)) this.edits.insert(declaration.end, ' = undefined')
      if (isPattern && initializer) this.edits.insert(declaration.end, ')')
    }
  }

  /** A declared name or pattern as the target of an assignment: `a` → `$.a`, `{ a }` → `{ a: $.a }`. */
  target(name: TS.BindingName, scope: Scope | undefined): void {
    if (ts.isIdentifier(name)) return this.#reference(name, scope)
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue
      if (element.propertyName) this.#propertyName(element.propertyName, scope)
      else if (ts.isObjectBindingPattern(name) && !element.dotDotDotToken && ts.isIdentifier(element.name)) {
        this.edits.insert(this.start(element.name), `${element.name.text}: `)
      }
      this.target(element.name, scope)
      if (element.initializer) this.named(element.name, element.initializer, scope)
    }
  }

  /** Visits what is assigned to `name`: as in JavaScript, an anonymous function takes its name. */
  named(name: TS.Node, value: TS.Expression, scope: Scope | undefined): void {
    if (!ts.isIdentifier(name) || !isAnonymousFunction(value) || !this.isSession(name.text, scope)) {
      return this.visit(value, scope)
    }
    const key = name.text === '__proto__' ? '["__proto__"]' : name.text
    this.edits.insert(this.start(value), `({ ${key}: `)
    this.visit(value, scope)
    this.edits.insert(value.end, ` }).${name.text}`)
  }

  classLike(node: TS.ClassLikeDeclaration, scope: Scope | undefined): void {
    const inner = this.#scope(scope)
    if (node.name) inner.names.add(node.name.text)
    for (const clause of node.heritageClauses ?? []) this.visit(clause, inner)
    for (const member of node.members) this.visit(member, inner)
  }

  #isLoopHead(list: TS.VariableDeclarationList): boolean {
    return this.#loopHead === list
  }

  /** The head of the `for … of` or `for … in` being visited: its names are assigned by the loop. */
  #loopHead: TS.Node | undefined

  #declaresSession(list: TS.VariableDeclarationList): boolean {
    let found = false
    for (const declaration of list.declarations) {
      bindingNames(declaration.name, (name) => {
        found ||= this.names.has(name)
      })
    }
    return found
  }

  #scope(parent: Scope | undefined): Scope {
    return { names: new Set(), parent }
  }

  #reference(node: TS.Identifier, scope: Scope | undefined): void {
    const name = node.text
    if (this.isSession(name, scope)) this.edits.insert(this.start(node), `${this.helpers.session}.`)
    else this.#commonJs(node, name, scope)
  }

  /** `require`, `exports` and the like, which an ES module lacks and a cell has. */
  #commonJs(node: TS.Identifier, name: string, scope: Scope | undefined): void {
    const { session, context } = this.helpers
    let text: string
    if (name === 'require') text = `${context}.require`
    else if (name === 'exports') text = session
    else if (name === '__dirname') text = `${context}.meta.dirname`
    else if (name === '__filename') text = `${context}.meta.filename`
    else return
    if (!isShadowed(scope, name)) this.edits.replace(this.start(node), node.end, text)
  }

  #call(node: TS.CallExpression, scope: Scope | undefined): void {
    const { context } = this.helpers
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      this.edits.replace(this.start(node), node.expression.end, `${context}.import`)
      const options = node.arguments[1]
      if (options) this.edits.insert(this.start(options), '(o => o?.with ?? o?.assert)(')
      for (const argument of node.arguments) this.visit(argument, scope)
      if (options) this.edits.insert(options.end, ')')
      return
    }
    this.#callee(node.expression, scope)
    for (const argument of node.arguments) this.visit(argument, scope)
  }

  /** `f()` must not see the session as `this`: `(0, $.f)()`. */
  #callee(node: TS.Expression, scope: Scope | undefined): void {
    if (!ts.isIdentifier(node) || !this.isSession(node.text, scope)) return this.visit(node, scope)
    this.edits.insert(this.start(node), `(0, ${this.helpers.session}.`)
    this.edits.insert(node.end, ')')
  }

  #shorthand(node: TS.ShorthandPropertyAssignment, scope: Scope | undefined): void {
    const { name, objectAssignmentInitializer: value } = node
    const isSession = this.isSession(name.text, scope)
    if (isSession || /^(require|exports|__dirname|__filename)$/.test(name.text)) {
      this.edits.insert(this.start(name), `${name.text}: `)
      this.#reference(name, scope)
    }
    if (value) this.named(name, value, scope)
  }

  #propertyName(name: TS.Node, scope: Scope | undefined): void {
    if (ts.isComputedPropertyName(name)) this.visit(name.expression, scope)
  }

  #binary(node: TS.BinaryExpression, scope: Scope | undefined): void {
    const operator = node.operatorToken.kind
    this.visit(node.left, scope)
    const names =
      operator === ts.SyntaxKind.EqualsToken ||
      operator === ts.SyntaxKind.BarBarEqualsToken ||
      operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
      operator === ts.SyntaxKind.QuestionQuestionEqualsToken
    if (names) this.named(node.left, node.right, scope)
    else this.visit(node.right, scope)
  }

  #await(node: TS.AwaitExpression, scope: Scope | undefined): void {
    this.edits.insert(this.start(node.expression), `${this.helpers.context}.await(`)
    this.visit(node.expression, scope)
    this.edits.insert(node.expression.end, ')')
  }

  #block(statements: readonly TS.Statement[], node: TS.Node, scope: Scope | undefined): void {
    const inner = this.#scope(scope)
    lexicalNames(statements, (name) => inner.names.add(name))
    ts.forEachChild(node, (child) => this.visit(child, inner.names.size > 0 ? inner : scope))
  }

  #function(node: TS.SignatureDeclaration | TS.ClassStaticBlockDeclaration, scope: Scope | undefined): void {
    if (ts.isClassElement(node) && node.name) this.#propertyName(node.name, scope)
    this.#inside(() => {
      const parameters = this.#scope(scope)
      if (!ts.isArrowFunction(node)) parameters.names.add('arguments')
      if (ts.isFunctionExpression(node) && node.name) parameters.names.add(node.name.text)
      if ('parameters' in node) {
        for (const { name } of node.parameters) bindingNames(name, (text) => parameters.names.add(text))
        for (const { name, initializer } of node.parameters) {
          this.#pattern(name, parameters)
          this.visit(initializer, parameters)
        }
      }
      const body = (node as TS.FunctionLikeDeclaration).body
      if (!body) return
      if (!ts.isBlock(body)) return this.visit(body, parameters)
      const inner = this.#scope(parameters)
      varNames(body, (name) => inner.names.add(name))
      lexicalNames(body.statements, (name) => inner.names.add(name))
      for (const statement of body.statements) this.visit(statement, inner)
    })
  }

  #inside(visit: () => void): void {
    this.#functions++
    visit()
    this.#functions--
  }

  /** The defaults and computed keys of a pattern that declares local names. */
  #pattern(name: TS.BindingName, scope: Scope | undefined): void {
    if (ts.isIdentifier(name)) return
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue
      if (element.propertyName) this.#propertyName(element.propertyName, scope)
      this.#pattern(element.name, scope)
      this.visit(element.initializer, scope)
    }
  }

  #loop(node: TS.IterationStatement, scope: Scope | undefined): void {
    let inner = scope
    if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      const head = this.#scope(scope)
      headNames(node.initializer, (name) => head.names.add(name))
      if (head.names.size > 0) inner = head
      if (ts.isForStatement(node)) {
        this.visit(node.initializer, inner)
        this.visit(node.condition, inner)
        this.visit(node.incrementor, inner)
      } else {
        const outer = this.#loopHead
        this.#loopHead = node.initializer
        this.visit(node.initializer, inner)
        this.#loopHead = outer
        const isAwait = ts.isForOfStatement(node) && node.awaitModifier !== undefined
        if (isAwait) {
          this.usesIterate = true
          this.edits.insert(this.start(node.expression), `${this.helpers.iterate}(`)
        }
        this.visit(node.expression, inner)
        if (isAwait) this.edits.insert(node.expression.end, ')')
      }
      this.#body(node.statement, inner)
    } else if (ts.isWhileStatement(node)) {
      this.visit(node.expression, scope)
      this.#body(node.statement, scope)
    } else if (ts.isDoStatement(node)) {
      this.#body(node.statement, scope)
      this.visit(node.expression, scope)
    }
  }

  /** A loop that may run after an await looks at Stop's flag in each turn; `vm` can stop the others. */
  #body(body: TS.Statement, scope: Scope | undefined): void {
    if (!this.inFunction && !this.#isAsync) return this.visit(body, scope)
    this.usesFlag = true
    const check = `if (${this.helpers.flag}[0]) ${this.helpers.context}.stop();`
    if (ts.isBlock(body)) {
      this.edits.insert(this.start(body) + 1, ` ${check}`)
      this.visit(body, scope)
    } else {
      this.edits.insert(this.start(body), `{ ${check} `)
      this.visit(body, scope)
      this.edits.insert(body.end, ' }')
    }
  }
}

function isAnonymousFunction(node: TS.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isAnonymousFunction(node.expression)
  return ts.isArrowFunction(node) || ((ts.isFunctionExpression(node) || ts.isClassExpression(node)) && !node.name)
}
