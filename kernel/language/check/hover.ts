/** What hover shows: a name's type as TypeScript writes it, and its documentation as Markdown. */

import { NodeFlags, SyntaxKind } from 'typescript/unstable/ast'
import {
  type Checker,
  NodeBuilderFlags,
  SignatureKind,
  SymbolFlags,
  type Type,
  type Symbol as TypeSymbol,
} from 'typescript/unstable/sync'
import type { InspectResult } from '../../session/contract.ts'
import { withoutModules } from './session-names.ts'

export function hover(checker: Checker, file: string, offset: number, detail: 0 | 1): InspectResult {
  const named = checker.getSymbolAtPosition(file, offset)
  // Between two statements the checker answers with the cell itself.
  if (!named || (named.flags & SymbolFlags.ValueModule && named.name.includes('__current__'))) return { found: false }
  const symbol = named.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named
  if (checker.isUnknownSymbol(symbol)) return { found: false }
  const signature = withoutModules(describe(checker, symbol, named.name, file, offset, detail))
  const documentation = documentationOf(checker, symbol)
  return { found: true, signature, ...(documentation ? { documentation } : {}) }
}

function describe(
  checker: Checker,
  symbol: TypeSymbol,
  name: string,
  file: string,
  offset: number,
  detail: 0 | 1,
): string {
  const { flags } = symbol
  if (flags & SymbolFlags.Class) return `class ${name}${constructors(checker, symbol, name)}`
  if (flags & SymbolFlags.Interface) return `interface ${name}`
  if (flags & SymbolFlags.TypeAlias)
    return `type ${name} = ${print(checker, checker.getDeclaredTypeOfSymbol(symbol), detail, true)}`
  if (flags & SymbolFlags.Enum) return `enum ${name}`
  if (flags & SymbolFlags.Module && !(flags & SymbolFlags.Value & ~SymbolFlags.ValueModule)) return `module ${name}`
  if (flags & SymbolFlags.TypeParameter) return `(type parameter) ${name}`
  const type = checker.getTypeAtPosition(file, offset) ?? checker.getTypeOfSymbol(symbol)
  if (!type) return name
  const calls = checker.getSignaturesOfType(type, SignatureKind.Call)
  const isFunction = flags & (SymbolFlags.Function | SymbolFlags.Method)
  if (isFunction && calls.length > 0) {
    const kind = flags & SymbolFlags.Method ? '(method)' : 'function'
    const lines = overloads(checker, type)
    const shown = detail === 0 ? lines.slice(0, 3) : lines
    const rest = lines.length - shown.length
    return [...shown.map((line) => `${kind} ${name}${line}`), ...(rest > 0 ? [`// and ${rest} more`] : [])].join('\n')
  }
  return `${prefix(symbol)}${name}: ${print(checker, type, detail)}`
}

function prefix(symbol: TypeSymbol): string {
  const { flags } = symbol
  if (flags & SymbolFlags.EnumMember) return '(enum member) '
  if (flags & (SymbolFlags.Property | SymbolFlags.Accessor)) return '(property) '
  const declaration = symbol.valueDeclaration?.resolve()
  if (declaration?.kind === SyntaxKind.Parameter) return '(parameter) '
  if (flags & SymbolFlags.BlockScopedVariable) {
    const isConst = ((declaration?.parent?.flags ?? 0) & NodeFlags.Const) !== 0
    return isConst ? 'const ' : 'let '
  }
  return flags & SymbolFlags.FunctionScopedVariable ? 'var ' : ''
}

function print(checker: Checker, type: Type, detail: 0 | 1, isAlias = false): string {
  const flags = (detail === 1 ? NodeBuilderFlags.NoTruncation : 0) | (isAlias ? NodeBuilderFlags.InTypeAlias : 0)
  return checker.typeToString(type, undefined, flags)
}

/** Each call signature as `(x: number): string`. */
function overloads(checker: Checker, type: Type): string[] {
  const text = checker.typeToString(type, undefined, NodeBuilderFlags.NoTruncation)
  return signatureTexts(text)
}

/** From a type's text, `(x: A) => B` or `{ (x: A): B; (y: C): D; }`. */
export function signatureTexts(text: string): string[] {
  if (text.startsWith('{')) {
    return split(text.slice(1, text.lastIndexOf('}'))).filter((part) => /^[(<]/.test(part))
  }
  const arrow = arrowAt(text)
  return [arrow < 0 ? `: ${text}` : `${text.slice(0, arrow).trimEnd()}: ${text.slice(arrow + 2).trimStart()}`]
}

/** Members of an object type, at its own level. */
function split(body: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < body.length; i++) {
    const char = body[i]
    if (char === '(' || char === '{' || char === '[') depth++
    else if (char === ')' || char === '}' || char === ']') depth--
    else if (char === ';' && depth === 0) {
      parts.push(body.slice(from, i).trim())
      from = i + 1
    }
  }
  return parts
}

/** The `=>` of a function type itself, not of one of its parameters. */
function arrowAt(text: string): number {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '(' || char === '{' || char === '[') depth++
    else if (char === ')' || char === '}' || char === ']') depth--
    else if (char === '=' && text[i + 1] === '>' && depth === 0) return i
  }
  return -1
}

function constructors(checker: Checker, symbol: TypeSymbol, name: string): string {
  const type = checker.getTypeOfSymbol(symbol)
  const signatures = type ? checker.getSignaturesOfType(type, SignatureKind.Construct) : []
  const lines = signatures.slice(0, 3).map((signature) => {
    const parameters = signature.getParameters().map((parameter) => {
      const parameterType = checker.getTypeOfSymbol(parameter)
      return `${parameter.name}: ${parameterType ? checker.typeToString(parameterType) : 'any'}`
    })
    return `new ${name}(${parameters.join(', ')})`
  })
  return lines.length > 0 ? `\n${lines.join('\n')}` : ''
}

/** The comment, then its tags: parameters, default, result, examples, sources. */
export function documentationOf(checker: Checker, symbol: TypeSymbol): string {
  const parts: string[] = []
  const comment = symbol.getDocumentationComment(checker)
  if (comment) parts.push(comment)
  for (const { name, text } of symbol.getJsDocTags(checker)) parts.push(tagText(name, text?.trim() ?? ''))
  return parts.join('\n\n')
}

function tagText(name: string, text: string): string {
  if (name === 'example') return `**Example**\n\n${text.includes('```') ? text : `\`\`\`ts\n${text}\n\`\`\``}`
  if (name === 'param') {
    const [, parameter = '', rest = ''] = /^(\S+)\s*-?\s*([\s\S]*)$/.exec(text) ?? []
    return `- \`${parameter}\` ${rest}`
  }
  const titles: Record<string, string> = {
    returns: 'Returns',
    return: 'Returns',
    default: 'Default',
    throws: 'Throws',
    deprecated: 'Deprecated',
    see: 'See',
  }
  // A default is code, unless its text marks by itself what of it is.
  const code = name === 'default' && !text.includes('`')
  return `**${titles[name] ?? name}** ${code ? `\`${text}\`` : text}`.trimEnd()
}
