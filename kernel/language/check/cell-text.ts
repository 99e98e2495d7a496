/** The texts that the checker sees for a cell: to check it, to complete in it, and for later cells to refer to. */
import { Edits } from '../edits.ts'
import type { ParsedFile } from '../emit.ts'
import { type TS, ts } from '../tslab.ts'
import { type Declared, declarations, type ImportedName, isGlobal, type TypedImport, typedImports } from './declared.ts'
import { type PackageKey, packageKey } from './package-key.ts'
import { packageName, type SessionNames } from './session-names.ts'

/** Index among the session's packages; -1 where it is not one of them. */
export type PackageIndex = (key: PackageKey) => number

/** Where an imported name stands behind the cell's text, to move errors about it to its own place. */
export interface Alias extends ImportedName {
  specifier: string
  aliasStart: number
  aliasEnd: number
}

export interface CellText {
  text: string
  declared: Map<string, Declared>
  imports: TypedImport[]
  aliases: Alias[]
  /** The cell's declarations as later cells see them. */
  namespace: string
  /** `declare global` and the like. */
  augmentations: string
  /** Cells whose names it uses. */
  cells: number[]
}

/** Text of imports that must stay the same from cell to cell, so that nothing is resolved anew. */
const links = (cells: readonly number[]): string =>
  `import * as __packages__ from './__packages__'; import { ${cells.map((cell) => `__cell${cell}__`).join(', ')} } from './__session__'; `

/** A whole cell, to be checked: its own text first, so that positions stay. */
export function checkedText(source: ParsedFile, names: SessionNames, index: PackageIndex): CellText {
  const declared = declarations(source)
  const imports = typedImports(source)
  const { text: others, cells } = names.declarations((name) => source.identifiers.has(name), declared)
  let text = `${blank(source.text, imports)}\nexport {}; ${links(cells)}`
  const aliases: Alias[] = []
  for (const { specifier, names: imported } of imports) {
    for (const name of imported) {
      const alias = aliasText(name, specifier, index)
      aliases.push({ ...name, specifier, aliasStart: text.length, aliasEnd: text.length + alias.length })
      text += alias
    }
  }
  const { namespace, augmentations } = forLater(source, declared, imports, index)
  return { text: text + others, declared, imports, aliases, namespace: others + namespace, augmentations, cells }
}

/**
 * A cell that is being typed: names of earlier cells before it, on one line, for what stands behind an open bracket is
 * lost; and all of them, for any may be what is being typed.
 */
export function typedText(
  source: ParsedFile,
  names: SessionNames,
  index: PackageIndex,
): { text: string; offset: number } {
  const imports = typedImports(source)
  const { text: others, cells } = names.declarations(() => true, declarations(source))
  const aliases = imports.flatMap(({ specifier, names: imported }) =>
    imported.map((name) => aliasText(name, specifier, index)),
  )
  const head = `export {}; ${links(cells)}${aliases.join('')}${others}\n`
  return { text: head + blank(source.text, imports), offset: head.length }
}

function aliasText({ local, name }: ImportedName, specifier: string, index: PackageIndex): string {
  const at = index(packageKey(specifier, name === 'default'))
  if (at < 0) return `declare const ${local}: any; `
  const module = `__packages__.${packageName(at)}`
  return `import ${local} = ${name === '*' || name === 'default' ? module : `${module}.${name}`}; `
}

/** Spaces instead of imports: what they import comes from the session's packages. */
function blank(code: string, imports: readonly TypedImport[]): string {
  let text = code
  for (const { start, end } of imports) {
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end)
  }
  return text
}

/** The declarations of a cell, exported, as the body of a namespace. */
function forLater(
  source: ParsedFile,
  declared: ReadonlyMap<string, Declared>,
  imports: readonly TypedImport[],
  index: PackageIndex,
): { namespace: string; augmentations: string } {
  let namespace = ''
  let augmentations = ''
  for (const { specifier, names } of imports) {
    for (const name of names) namespace += `export ${aliasText(name, specifier, index)}`
  }
  const written = new Set<string>()
  for (const statement of source.statements) {
    if (ts.isModuleDeclaration(statement) && isGlobal(statement)) {
      augmentations += `${statement.getText(source)}\n`
    } else if (ts.isImportEqualsDeclaration(statement) && !ts.isExternalModuleReference(statement.moduleReference)) {
      namespace += `export import ${statement.name.text} = ${statement.moduleReference.getText(source)};\n`
    } else if (isDeclaration(statement)) {
      namespace += exported(statement, source)
      for (const name of namesOf(statement, source)) written.add(name)
    }
  }
  // A `var` in a block or a loop's head.
  for (const { name, kind } of declared.values()) {
    if (kind === 'let' && !written.has(name)) namespace += `export let ${name}: any;\n`
  }
  return { namespace, augmentations }
}

type Declaration =
  | TS.VariableStatement
  | TS.FunctionDeclaration
  | TS.ClassDeclaration
  | TS.EnumDeclaration
  | TS.ModuleDeclaration
  | TS.InterfaceDeclaration
  | TS.TypeAliasDeclaration

function isDeclaration(statement: TS.Statement): statement is Declaration {
  return (
    ts.isVariableStatement(statement) ||
    ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  )
}

function namesOf(statement: Declaration, source: TS.SourceFile): Iterable<string> {
  return declarations({ ...source, statements: [statement] } as unknown as TS.SourceFile).keys()
}

/** A declaration with its comment and one `export`; decorators are left out, and top-level awaits made calls. */
function exported(statement: Declaration, source: ParsedFile): string {
  const edits = new Edits()
  const start = statement.getStart(source)
  const { modifiers } = statement
  const kept = (modifiers ?? []).filter(
    (modifier) =>
      !ts.isDecorator(modifier) &&
      modifier.kind !== ts.SyntaxKind.ExportKeyword &&
      modifier.kind !== ts.SyntaxKind.DefaultKeyword,
  )
  const end = modifiers?.length ? modifiers.end : start
  edits.replace(start, end, `export ${kept.map((modifier) => `${modifier.getText(source)} `).join('')}`)
  replaceAwaits(statement, source, edits)
  const { text } = edits.apply(source.text.slice(0, statement.end))
  return `${text.slice(statement.pos)}\n`
}

function replaceAwaits(node: TS.Node, source: TS.SourceFile, edits: Edits): void {
  if (ts.isFunctionLike(node) || ts.isDecorator(node)) return
  if (ts.isAwaitExpression(node)) {
    edits.replace(node.getStart(source), node.expression.getStart(source), '__await__(')
    replaceAwaits(node.expression, source, edits)
    edits.insert(node.end, ')')
    return
  }
  ts.forEachChild(node, (child) => replaceAwaits(child, source, edits))
}
