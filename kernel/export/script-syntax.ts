/**
 * Node runs TypeScript by taking the types out, and refuses what is more than types: enums, namespaces, and properties that a
 * constructor declares by its parameters. Here these become what they mean; all else stays as it was written.
 */
import { Edits } from '../language/edits.ts'
import { type TS, ts } from '../language/tslab.ts'

/** The cell's code with only such TypeScript as can be erased. */
export function erasable(code: string): string {
  const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS)
  const edits = new Edits()
  const visit = (node: TS.Node): void => {
    if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) asObject(node, file, edits)
    else {
      if (ts.isConstructorDeclaration(node) && node.body) spellOut(node, file, edits)
      ts.forEachChild(node, visit)
    }
  }
  visit(file)
  return edits.apply(code).text
}

/** `enum E { A }` → the object that TypeScript makes of it. */
function asObject(node: TS.EnumDeclaration | TS.ModuleDeclaration, file: TS.SourceFile, edits: Edits): void {
  if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)) return
  const compilerOptions = { target: ts.ScriptTarget.ES2022, preserveConstEnums: true }
  const text = ts.transpileModule(node.getText(file), { compilerOptions }).outputText.trim()
  edits.replace(node.getStart(file), node.end, text)
}

/** `constructor(readonly a: number) {}` → a field `a`, a plain parameter, and an assignment. */
function spellOut(node: TS.ConstructorDeclaration, file: TS.SourceFile, edits: Edits): void {
  const properties = node.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, node))
  if (!properties.length) return
  for (const { modifiers, name, questionToken, type } of properties) {
    const words = modifiers!.map((modifier) => modifier.getText(file)).join(' ')
    const declared = `${name.getText(file)}${questionToken ? '?' : ''}${type ? `: ${type.getText(file)}` : ''}`
    edits.insert(node.getStart(file), `${words} ${declared}\n  `)
    edits.remove(modifiers![0]!.getStart(file), name.getStart(file))
  }
  const names = properties.map(({ name }) => name.getText(file))
  const assignments = names.map((name) => `this.${name} = ${name}`).join('; ')
  const { statements } = node.body!
  // A derived class has no `this` before its super(…).
  const parent = statements.find((statement) => /^super\s*\(/.test(statement.getText(file)))
  if (parent) edits.insert(parent.end, `; ${assignments}`)
  else edits.insert(node.body!.getStart(file) + 1, ` ${assignments}${statements.length ? ';' : ' '}`)
}
