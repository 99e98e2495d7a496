/** Plain names that can stand at a place in a cell: its own, the session's, the kernel's, JavaScript's. */
import type { Candidate } from './check/candidates.ts'
import { declarations, type Kind } from './check/declared.ts'
import type { SessionNames } from './check/session-names.ts'
import type { ParsedFile } from './emit.ts'
import { bindingNames } from './scope.ts'
import { type TS, ts } from './tslab.ts'

const types: Record<Kind, string> = {
  let: 'instance',
  const: 'instance',
  function: 'function',
  class: 'class',
  enum: 'enum',
  namespace: 'module',
  import: 'module',
  type: 'interface',
}

const keywords =
  'abstract as async await break case catch class const continue debugger default delete do else enum export extends false finally for from function get if implements import in infer instanceof interface keyof let namespace new null of private protected public readonly return satisfies set static super switch this throw true try type typeof undefined var void while yield'.split(
    ' ',
  )
const typeNames =
  'any bigint boolean never number object string symbol unknown Array Record Partial Required Readonly Pick Omit Exclude Extract NonNullable ReturnType Parameters Awaited Promise'.split(
    ' ',
  )

const kernel: [name: string, type: string][] = [
  ['display', 'function'],
  ['clearOutput', 'function'],
  ['input', 'function'],
  ['jupyter', 'module'],
  ['require', 'function'],
]

export function namesInScope(source: ParsedFile, position: number, session: SessionNames): Candidate[] {
  const found: Candidate[] = []
  const add = (text: string, type: string, order: string) => found.push({ text, type, order })
  for (const [name, type] of locals(source, position)) add(name, type, '11')
  for (const { name, kind } of declarations(source).values()) add(name, types[kind], '12')
  for (const [name, kind] of session.kinds()) add(name, types[kind], '13')
  for (const [name, type] of kernel) add(name, type, '14')
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (/^[A-Za-z]/.test(name)) add(name, /^[A-Z]/.test(name) ? 'class' : 'function', '15')
  }
  for (const name of keywords) add(name, 'keyword', '16')
  for (const name of typeNames) add(name, 'type', '17')
  return found
}

/** Names of the functions and blocks around a place. */
function locals(source: ParsedFile, position: number): Map<string, string> {
  const found = new Map<string, string>()
  const add = (type: string) => (name: string) => found.set(name, type)
  const visit = (node: TS.Node): void => {
    if (node.pos > position || node.end < position) return
    if (ts.isFunctionLike(node)) {
      for (const { name } of node.parameters) bindingNames(name, add('param'))
    } else if (ts.isCatchClause(node) && node.variableDeclaration) {
      bindingNames(node.variableDeclaration.name, add('instance'))
    } else if (
      (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) &&
      node.initializer
    ) {
      if (ts.isVariableDeclarationList(node.initializer)) addList(node.initializer)
    } else if (ts.isBlock(node) || ts.isModuleBlock(node) || ts.isCaseBlock(node)) {
      // All cases of a `switch` share one block.
      for (const statement of ts.isCaseBlock(node) ? node.clauses.flatMap((c) => [...c.statements]) : node.statements) {
        if (ts.isVariableStatement(statement)) addList(statement.declarationList)
        else if (ts.isFunctionDeclaration(statement) && statement.name) add('function')(statement.name.text)
        else if (ts.isClassDeclaration(statement) && statement.name) add('class')(statement.name.text)
      }
    }
    ts.forEachChild(node, visit)
  }
  const addList = (list: TS.VariableDeclarationList) => {
    for (const { name } of list.declarations) bindingNames(name, add('instance'))
  }
  ts.forEachChild(source, visit)
  return found
}
