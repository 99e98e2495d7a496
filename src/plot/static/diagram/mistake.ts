/** What Mermaid says about a text that it cannot read, as a sentence with the line. */

interface Mistake {
  message?: string
  /** Of the parsers that are made by langium: pie, gitGraph and others. */
  result?: {
    lexerErrors?: { line?: number; message: string }[]
    parserErrors?: { token?: { startLine?: number }; message: string }[]
  }
}

/**
 * The line of the text as written, for a line of what Mermaid reads of it: without front matter and comments, and from the
 * first word on.
 */
export function writtenLine(text: string, line: number): number {
  const skipped = new Uint8Array(text.length)
  const front = /^\s*---\s*\n[\s\S]*?\n---\s*\n/.exec(text)?.[0].length ?? 0
  skipped.fill(1, 0, front)
  for (const match of text.matchAll(/%%\{[\s\S]*?\}%%/g)) skipped.fill(1, match.index, match.index + match[0].length)
  for (const match of text.matchAll(/^\s*%%(?!\{)[^\n]*\n?/gm))
    skipped.fill(1, match.index, match.index + match[0].length)
  let [written, read, started] = [1, 1, false]
  for (let i = 0; i < text.length; i++) {
    if (!skipped[i] && text[i]!.trim()) {
      started = true
      if (read >= line) return written
    }
    if (text[i] !== '\n') continue
    written++
    if (started && !skipped[i]) read++
  }
  return text.trimEnd().split('\n').length
}

/** What parsers call the ends of things. */
const ends: Record<string, string> = {
  1: 'the end',
  EOF: 'the end',
  NEWLINE: 'the end of the line',
  NL: 'the end of the line',
}

const foundWords = (got: string) => {
  const name = got.replace(/^'(.*)'$/, '$1')
  return name === 'INVALID' ? 'what belongs to nothing' : (ends[name] ?? got)
}

/** At most a few of what could have stood there. */
function expectedWords(list: string): string {
  const names = list.split(', ')
  return names.length > 6 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', ')
}

export function mistakeSentence(error: unknown, text: string): string {
  const { message = String(error), result } = error as Mistake
  const [lexed, parsed] = [result?.lexerErrors?.[0], result?.parserErrors?.[0]]
  const jison = /(?:Parse|Lexical) error on line (\d+)[:.]?/.exec(message)
  const read = lexed?.line ?? parsed?.token?.startLine ?? (jison ? Number(jison[1]) : undefined)
  const [, list, got] = /Expecting (.*), got (.*)$/s.exec(message) ?? []
  const words =
    (lexed ?? parsed)?.message ??
    (list ? `found ${foundWords(got!)}, expected ${expectedWords(list)}` : jison ? 'unrecognized text' : message)
  const help = 'See https://mermaid.js.org/intro/syntax-reference.html for how diagrams are written.'
  const plain = words.replace(/\s+/g, ' ').replace(/[.\s]+$/, '')
  if (read === undefined || !Number.isFinite(read)) return `Mermaid cannot read the diagram: ${plain}. ${help}`
  const line = writtenLine(text, read)
  return `Mermaid cannot read line ${line} of the diagram, \`${text.split('\n')[line - 1]!.trim()}\`: ${plain}. ${help}`
}
