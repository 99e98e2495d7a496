/** Completions at a place, as the native checker finds them. */
import { type Checker, CompletionItemKind } from 'typescript/unstable/sync'

export interface Candidate {
  text: string
  /** What JupyterLab shows beside it. */
  type: string
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

export function candidates(checker: Checker, file: string, offset: number): Candidate[] {
  const info = checker.getCompletionsAtPosition(file, offset)
  return (info?.entries ?? []).map(({ name, kind, sortText, insertText, detail }) => ({
    text: insertText && /^[\w$]+$/.test(insertText) ? insertText : name,
    type: (kind !== undefined && types[kind]) || 'text',
    order: sortText ?? '',
    ...(detail ? { signature: detail } : {}),
  }))
}
