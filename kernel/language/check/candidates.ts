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
  const told = toldOf(checker, entries, prefix)
  return entries.map((entry) => {
    const { name, kind, sortText, insertText } = entry
    const { signature, type } = told.get(entry) ?? {}
    const known = (kind !== undefined && types[kind]) || 'text'
    return {
      text: insertText && /^[\w$]+$/.test(insertText) ? insertText : name,
      type: known === 'instance' && type ? type : known,
      order: sortText ?? '',
      ...(signature ? { signature } : {}),
    }
  })
}

/** What the checker says of a name itself: its type, and what it is where the entry only says that it is a variable. */
interface Told {
  signature: string
  type?: string
}

/** Of the entries that are shown first. */
function toldOf(checker: Checker, entries: readonly CompletionEntry[], prefix: string): Map<CompletionEntry, Told> {
  const typed = prefix.toLowerCase()
  const order = ({ name, sortText = '' }: CompletionEntry) => `${sortText} ${name}`
  const first = entries
    .filter(({ name, symbol }) => symbol && name.toLowerCase().startsWith(typed))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .slice(0, mostSigned)
  const symbols = first.map(({ symbol }) => target(checker, symbol!))
  // What is a type only has no value whose type could be told.
  const values = first.filter((_, i) => symbols[i]!.flags & SymbolFlags.Value)
  const meant = symbols.filter(({ flags }) => flags & SymbolFlags.Value)
  const told = new Map<CompletionEntry, Told>()
  checker.getTypeOfSymbol(meant).forEach((type, i) => {
    if (!type) return
    const text = withoutModules(checker.typeToString(type))
    const signature = text.length > longestSignature ? `${text.slice(0, longestSignature)}…` : text
    told.set(values[i]!, { signature, ...whatIs(meant[i]!, text) })
  })
  return told
}

/** Names that a package exports again, and constants that hold a function, come as variables. */
function whatIs({ flags }: TypeSymbol, signature: string): { type?: string } {
  if (flags & SymbolFlags.Class) return { type: 'class' }
  if (flags & SymbolFlags.Enum) return { type: 'enum' }
  if (flags & SymbolFlags.Function || /^(\{ )?[(<]/.test(signature)) return { type: 'function' }
  return flags & SymbolFlags.ValueModule ? { type: 'module' } : {}
}

function target(checker: Checker, symbol: TypeSymbol): TypeSymbol {
  return symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}
