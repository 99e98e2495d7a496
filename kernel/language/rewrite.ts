/**
 * Rewrites a cell's JavaScript so that the session's names are properties of `$`, awaits can be interrupted and loops
 * can be stopped. This file walks expressions and inner scopes; `top-level.ts` does what is special about top level.
 */
import type { Edits } from './edits.ts'
import { cachedNames, isAssignment } from './loop-cache.ts'
import { type Helpers, NameRewriter } from './rewrite-names.ts'
import { bindingNames, headNames, isVar, lexicalNames, newScope, type Scope, varNames } from './scope.ts'
import { type TS, ts } from './tslab.ts'

type Visitor = (node: never, scope: Scope | undefined) => void

const { SyntaxKind } = ts

/** `=`, and the logical assignments: what names anonymous functions. */
const naming = new Set([
  SyntaxKind.EqualsToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.AmpersandAmpersandEqualsToken,
  SyntaxKind.QuestionQuestionEqualsToken,
])

export class Rewriter extends NameRewriter {
  usesFlag = false
  usesIterate = false
  readonly dynamicImports: string[] = []
  readonly #isAsync: boolean
  readonly #visitors: ReadonlyMap<TS.SyntaxKind, Visitor>
  #functions = 0
  /** The head of the `for … of` or `for … in` being visited: its names are assigned by the loop. */
  #loopHead: TS.Node | undefined

  constructor(source: TS.SourceFile, edits: Edits, names: ReadonlySet<string>, helpers: Helpers, isAsync: boolean) {
    super(source, edits, names, helpers)
    this.#isAsync = isAsync
    this.#visitors = new Map<TS.SyntaxKind, Visitor>([
      [SyntaxKind.Identifier, (node, scope) => this.reference(node, scope)],
      [
        SyntaxKind.PropertyAccessExpression,
        ({ expression }: TS.PropertyAccessExpression, s) => this.visit(expression, s),
      ],
      [SyntaxKind.CallExpression, (node, scope) => this.#call(node, scope)],
      [SyntaxKind.TaggedTemplateExpression, (node, scope) => this.#taggedTemplate(node, scope)],
      [SyntaxKind.ShorthandPropertyAssignment, (node, scope) => this.shorthand(node, scope)],
      [SyntaxKind.PropertyAssignment, (node, scope) => this.#propertyAssignment(node, scope)],
      [SyntaxKind.PropertyDeclaration, (node, scope) => this.#propertyDeclaration(node, scope)],
      [SyntaxKind.BinaryExpression, (node, scope) => this.#binary(node, scope)],
      [SyntaxKind.PrefixUnaryExpression, (node, scope) => this.#unary(node, scope)],
      [SyntaxKind.PostfixUnaryExpression, (node, scope) => this.#unary(node, scope)],
      [SyntaxKind.AwaitExpression, (node, scope) => this.#await(node, scope)],
      [SyntaxKind.MetaProperty, (node) => this.#metaProperty(node)],
      [SyntaxKind.Block, (node: TS.Block, scope) => this.#block(node.statements, node, scope)],
      [SyntaxKind.CaseBlock, (node, scope) => this.#caseBlock(node, scope)],
      [SyntaxKind.CatchClause, (node, scope) => this.#catch(node, scope)],
      [SyntaxKind.VariableDeclarationList, (node, scope) => this.declarations(node, scope, false)],
      [SyntaxKind.LabeledStatement, ({ statement }: TS.LabeledStatement, scope) => this.#labeled(statement, scope)],
      [SyntaxKind.BreakStatement, () => {}],
      [SyntaxKind.ContinueStatement, () => {}],
    ])
  }

  visit(node: TS.Node | undefined, scope: Scope | undefined): void {
    if (!node) return
    const visitor = this.#visitors.get(node.kind)
    if (visitor) visitor(node as never, scope)
    else if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) this.#function(node, scope)
    else if (ts.isClassLike(node)) this.classLike(node, scope)
    else if (ts.isIterationStatement(node, false)) this.#loop(node, scope)
    else ts.forEachChild(node, (child) => this.visit(child, scope))
  }

  /** A list of declarations: those of session names become assignments, the others stay. */
  declarations(list: TS.VariableDeclarationList, scope: Scope | undefined, atTopLevel: boolean): void {
    const first = list.declarations[0]
    if (!first) return
    const canBeSession = atTopLevel || (isVar(list) && this.#functions === 0)
    if (!canBeSession || !this.declaresSession(list)) {
      for (const { name, initializer } of list.declarations) {
        this.pattern(name, scope)
        this.visit(initializer, scope)
      }
      return
    }
    this.edits.remove(this.start(list), this.start(first))
    const isLoopHead = this.#loopHead === list
    for (const declaration of list.declarations) {
      const { name, initializer } = declaration
      if (isVar(list) && !initializer && !isLoopHead) {
        // `var x` sets nothing here: the prologue has set it.
        this.edits.replace(this.start(declaration), declaration.end, 'undefined')
        continue
      }
      const isPattern = !ts.isIdentifier(name) && initializer !== undefined
      if (isPattern) this.edits.insert(this.start(declaration), '(')
      this.#writeThrough(name, this.start(declaration))
      this.target(name, scope)
      if (initializer) this.named(name, initializer, scope)
      else if (!isLoopHead) this.edits.insert(declaration.end, ' = undefined')
      if (isPattern) this.edits.insert(declaration.end, ')')
    }
  }

  classLike(node: TS.ClassLikeDeclaration, scope: Scope | undefined): void {
    const inner = newScope(scope)
    if (node.name) inner.names.add(node.name.text)
    for (const clause of node.heritageClauses ?? []) this.visit(clause, inner)
    for (const member of node.members) this.visit(member, inner)
  }

  #call(node: TS.CallExpression, scope: Scope | undefined): void {
    const { context } = this.helpers
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      this.edits.replace(this.start(node), node.expression.end, `${context}.import`)
      const [specifier, options] = node.arguments
      if (specifier && ts.isStringLiteralLike(specifier)) this.dynamicImports.push(specifier.text)
      if (options) this.edits.insert(this.start(options), '(o => o?.with ?? o?.assert)(')
      for (const argument of node.arguments) this.visit(argument, scope)
      if (options) this.edits.insert(options.end, ')')
      return
    }
    this.callee(node.expression, scope)
    for (const argument of node.arguments) this.visit(argument, scope)
  }

  #taggedTemplate({ tag, template }: TS.TaggedTemplateExpression, scope: Scope | undefined): void {
    this.callee(tag, scope)
    this.visit(template, scope)
  }

  #propertyAssignment({ name, initializer }: TS.PropertyAssignment, scope: Scope | undefined): void {
    this.propertyName(name, scope)
    this.visit(initializer, scope)
  }

  #propertyDeclaration({ name, initializer }: TS.PropertyDeclaration, scope: Scope | undefined): void {
    this.propertyName(name, scope)
    this.#inside(() => this.visit(initializer, scope))
  }

  #metaProperty(node: TS.MetaProperty): void {
    if (node.keywordToken !== SyntaxKind.ImportKeyword) return
    this.edits.replace(this.start(node), node.end, `${this.helpers.context}.meta`)
  }

  #binary(node: TS.BinaryExpression, scope: Scope | undefined): void {
    const { left, operatorToken, right } = node
    if (isAssignment(node)) this.#writeThrough(left, this.start(node))
    this.visit(left, scope)
    if (naming.has(operatorToken.kind as never)) this.named(left, right, scope)
    else this.visit(right, scope)
  }

  /** `x++` and `++x`: of a copied name, the new value is written to both. */
  #unary(node: TS.PrefixUnaryExpression | TS.PostfixUnaryExpression, scope: Scope | undefined): void {
    const { operator, operand } = node
    const isStep = operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken
    if (!isStep || !ts.isIdentifier(operand) || !this.copies.has(operand.text)) {
      this.visit(operand, scope)
      return
    }
    const copy = this.copies.get(operand.text)
    const text = `${operator === SyntaxKind.PlusPlusToken ? '++' : '--'}${copy}`
    this.edits.replace(this.start(node), node.end, `(${this.helpers.session}.${operand.text} = ${text})`)
  }

  #writeThrough(target: TS.Node, at: number): void {
    if (!ts.isIdentifier(target) || !this.copies.has(target.text)) return
    this.edits.insert(at, `${this.helpers.session}.${target.text} = `)
  }

  #await(node: TS.AwaitExpression, scope: Scope | undefined): void {
    this.edits.insert(this.start(node.expression), `${this.helpers.context}.await(`)
    this.visit(node.expression, scope)
    this.edits.insert(node.expression.end, ')')
  }

  #block(statements: readonly TS.Statement[], node: TS.Node, scope: Scope | undefined): void {
    const inner = newScope(scope)
    lexicalNames(statements, (name) => inner.names.add(name))
    ts.forEachChild(node, (child) => this.visit(child, inner.names.size > 0 ? inner : scope))
  }

  #caseBlock(node: TS.CaseBlock, scope: Scope | undefined): void {
    const statements = node.clauses.flatMap((clause) => [...clause.statements])
    this.#block(statements, node, scope)
  }

  #catch({ variableDeclaration, block }: TS.CatchClause, scope: Scope | undefined): void {
    const inner = newScope(scope)
    if (variableDeclaration) {
      bindingNames(variableDeclaration.name, (name) => inner.names.add(name))
      this.pattern(variableDeclaration.name, inner)
    }
    this.visit(block, inner)
  }

  #function(node: TS.SignatureDeclaration | TS.ClassStaticBlockDeclaration, scope: Scope | undefined): void {
    if (ts.isClassElement(node) && node.name) this.propertyName(node.name, scope)
    this.#inside(() => {
      const parameters = newScope(scope)
      if (!ts.isArrowFunction(node)) parameters.names.add('arguments')
      if (ts.isFunctionExpression(node) && node.name) parameters.names.add(node.name.text)
      if ('parameters' in node) {
        for (const { name } of node.parameters) bindingNames(name, (text) => parameters.names.add(text))
        for (const { name, initializer } of node.parameters) {
          this.pattern(name, parameters)
          this.visit(initializer, parameters)
        }
      }
      const body = (node as TS.FunctionLikeDeclaration).body
      if (!body) return
      if (!ts.isBlock(body)) {
        this.visit(body, parameters)
        return
      }
      const inner = newScope(parameters)
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

  /** A label must stand before its loop itself: no copies there. */
  #labeled(statement: TS.Statement, scope: Scope | undefined): void {
    if (ts.isIterationStatement(statement, false)) this.#plainLoop(statement, scope)
    else this.visit(statement, scope)
  }

  #loop(node: TS.IterationStatement, scope: Scope | undefined): void {
    const names = this.copies.size > 0 ? [] : cachedNames(node, (name) => this.isSession(name, scope))
    if (names.length === 0) {
      this.#plainLoop(node, scope)
      return
    }
    const { session, copy } = this.helpers
    this.copies = new Map(names.map((name, index) => [name, `${copy}${index}`]))
    const list = names.map((name, index) => `${copy}${index} = ${session}.${name}`)
    this.edits.insert(this.start(node), `{ let ${list.join(', ')}; `)
    this.#plainLoop(node, scope)
    this.edits.insert(node.end, ' }')
    this.copies = new Map()
  }

  #plainLoop(node: TS.IterationStatement, scope: Scope | undefined): void {
    let inner = scope
    if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      const head = newScope(scope)
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
    if (this.#functions === 0 && !this.#isAsync) {
      this.visit(body, scope)
      return
    }
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
