/** Completions at a place, as the native checker finds them. */
import {
  type Checker,
  type CompletionEntry,
  CompletionItemKind,
  SymbolFlags,
  type Symbol as TypeSymbol,
} from 'typescript/unstable/sync'
import { withoutModules } from './session-names.ts'

export interface Candidate {
  text: string
  /** What JupyterLab shows beside it. */
  type: string
  /** Its type, as `(x: number) => string`; of the first ones only. */
  signature?: string
  /** TypeScript's own order. */
  order: string
}

const types: Partial<Record<CompletionItemKind, string>> = {
  [CompletionItemKind.Method]: 'method',
  [CompletionItemKind.Function]: 'function',
  [CompletionItemKind.Constructor]: 'class',
  [CompletionItemKind.Field]: 'property',
  [CompletionItemKind.Property]: 'property',
  [CompletionItemKind.Variable]: 'instance',
  [CompletionItemKind.Constant]: 'instance',
  [CompletionItemKind.Class]: 'class',
  [CompletionItemKind.Interface]: 'interface',
  [CompletionItemKind.TypeParameter]: 'type',
  [CompletionItemKind.Module]: 'module',
  [CompletionItemKind.Enum]: 'enum',
  [CompletionItemKind.EnumMember]: 'property',
  [CompletionItemKind.Keyword]: 'keyword',
  [CompletionItemKind.File]: 'path',
  [CompletionItemKind.Folder]: 'path',
}

/** So many are told with their types: each costs a question, and more than these nobody sees at once. */
const mostSigned = 50
/** Longer types are cut. */
const longestSignature = 200

/** @param prefix what is typed of the name: those that begin with it are told with their types first */
export function candidates(checker: Checker, file: string, offset: number, prefix = ''): Candidate[] {
  const entries = checker.getCompletionsAtPosition(file, offset, { includeSymbol: true })?.entries ?? []
  const signatures = signaturesOf(checker, entries, prefix)
  return entries.map((entry) => {
    const { name, kind, sortText, insertText } = entry
    const signature = signatures.get(entry)
    return {
      text: insertText && /^[\w$]+$/.test(insertText) ? insertText : name,
      type: (kind !== undefined && types[kind]) || 'text',
      order: sortText ?? '',
      ...(signature ? { signature } : {}),
    }
  })
}

/** The types of the entries that are shown first. */
function signaturesOf(
  checker: Checker,
  entries: readonly CompletionEntry[],
  prefix: string,
): Map<CompletionEntry, string> {
  const typed = prefix.toLowerCase()
  const order = ({ name, sortText = '' }: CompletionEntry) => `${sortText} ${name}`
  const first = entries
    .filter(({ name, symbol }) => symbol && name.toLowerCase().startsWith(typed))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .slice(0, mostSigned)
  const symbols = first.map(({ symbol }) => target(checker, symbol!))
  // What is a type only has no value whose type could be told.
  const values = first.filter((_, i) => symbols[i]!.flags & SymbolFlags.Value)
  const found = checker.getTypeOfSymbol(symbols.filter(({ flags }) => flags & SymbolFlags.Value))
  const signatures = new Map<CompletionEntry, string>()
  found.forEach((type, i) => {
    if (!type) return
    const text = withoutModules(checker.typeToString(type))
    signatures.set(values[i]!, text.length > longestSignature ? `${text.slice(0, longestSignature)}…` : text)
  })
  return signatures
}

function target(checker: Checker, symbol: TypeSymbol): TypeSymbol {
  return symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}
