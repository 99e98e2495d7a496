/** How names are rewritten: references, targets of assignments, and the names that functions take. */
import type { Edits } from './edits.ts'
import { bindingNames, isShadowed, type Scope } from './scope.ts'
import { type TS, ts } from './tslab.ts'

/** What the emitted function calls its parameters and helpers; chosen so that no name of the cell is hidden. */
export interface Helpers {
  session: string
  context: string
  flag: string
  iterate: string
  /** Local copies of session names in loops: this, and a number. */
  copy: string
}

/** Names that a CommonJS module has and an ES module lacks. */
const commonJs = new Set(['require', 'exports', '__dirname', '__filename'])

export abstract class NameRewriter {
  readonly source: TS.SourceFile
  readonly edits: Edits
  readonly names: ReadonlySet<string>
  readonly helpers: Helpers
  /** Where rewritten callees end: V8 places a failed call there, and the reader expects it at the name. */
  readonly calleeEnds = new Set<number>()
  /** Inside a loop that may: local copies of session names. */
  copies: ReadonlyMap<string, string> = new Map()

  constructor(source: TS.SourceFile, edits: Edits, names: ReadonlySet<string>, helpers: Helpers) {
    this.source = source
    this.edits = edits
    this.names = names
    this.helpers = helpers
  }

  abstract visit(node: TS.Node | undefined, scope: Scope | undefined): void

  start(node: TS.Node): number {
    return node.getStart(this.source)
  }

  /** A name of the session here, and not of an inner scope? */
  isSession(name: string, scope: Scope | undefined): boolean {
    return this.names.has(name) && !isShadowed(scope, name)
  }

  /** A declared name or pattern as the target of an assignment: `a` → `$.a`, `{ a }` → `{ a: $.a }`. */
  target(name: TS.BindingName, scope: Scope | undefined): void {
    if (ts.isIdentifier(name)) {
      this.reference(name, scope)
      return
    }
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue
      if (element.propertyName) this.propertyName(element.propertyName, scope)
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
      this.visit(value, scope)
      return
    }
    const key = name.text === '__proto__' ? '["__proto__"]' : name.text
    this.edits.insert(this.start(value), `({ ${key}: `)
    this.visit(value, scope)
    this.edits.insert(value.end, ` }).${name.text}`)
  }

  reference(node: TS.Identifier, scope: Scope | undefined): void {
    const name = node.text
    const copy = this.copies.get(name)
    if (copy !== undefined) {
      this.edits.replace(this.start(node), node.end, copy)
      return
    }
    if (this.isSession(name, scope)) this.edits.insert(this.start(node), `${this.helpers.session}.`)
    else if (commonJs.has(name) && !isShadowed(scope, name)) {
      const { session, context } = this.helpers
      const texts: Record<string, string> = {
        require: `${context}.require`,
        exports: session,
        __dirname: `${context}.meta.dirname`,
        __filename: `${context}.meta.filename`,
      }
      this.edits.replace(this.start(node), node.end, texts[name] ?? name)
    }
  }

  /** `f()` must not see the session as `this`: `(0, $.f)()`. */
  callee(node: TS.Expression, scope: Scope | undefined): void {
    if (!ts.isIdentifier(node) || !this.isSession(node.text, scope)) {
      this.visit(node, scope)
      return
    }
    this.edits.insert(this.start(node), `(0, ${this.helpers.session}.`)
    this.edits.insert(node.end, ')')
    this.calleeEnds.add(node.end)
  }

  /** `{ a }` → `{ a: $.a }`, as a value and as a target. */
  shorthand(node: TS.ShorthandPropertyAssignment, scope: Scope | undefined): void {
    const { name, objectAssignmentInitializer: value } = node
    if (this.isSession(name.text, scope) || commonJs.has(name.text)) {
      this.edits.insert(this.start(name), `${name.text}: `)
      this.reference(name, scope)
    }
    if (value) this.named(name, value, scope)
  }

  propertyName(name: TS.Node, scope: Scope | undefined): void {
    if (ts.isComputedPropertyName(name)) this.visit(name.expression, scope)
  }

  /** The defaults and computed keys of a pattern that declares local names. */
  pattern(name: TS.BindingName, scope: Scope | undefined): void {
    if (ts.isIdentifier(name)) return
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue
      if (element.propertyName) this.propertyName(element.propertyName, scope)
      this.pattern(element.name, scope)
      this.visit(element.initializer, scope)
    }
  }

  /** Whether a list of declarations declares names of the session, not TypeScript's helpers. */
  declaresSession(list: TS.VariableDeclarationList): boolean {
    let found = false
    for (const declaration of list.declarations) {
      bindingNames(declaration.name, (name) => {
        found ||= this.names.has(name)
      })
    }
    return found
  }
}

function isAnonymousFunction(node: TS.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isAnonymousFunction(node.expression)
  return ts.isArrowFunction(node) || ((ts.isFunctionExpression(node) || ts.isClassExpression(node)) && !node.name)
}
