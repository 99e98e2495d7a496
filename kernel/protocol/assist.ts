import type { Content } from '../wire/message.ts'
import { toCodePoints, toUtf16 } from './code-points.ts'
import { integerField, textField } from './fields.ts'
import type { Kernel, Request } from './kernel.ts'

/** The code of a request and the cursor in it, in UTF-16 units. */
function cursor(content: Content): { code: string; offset: number } {
  const code = textField(content, 'code')
  // A notebook that counts beyond the end means the end; the protocol of old sent null for it.
  const position = integerField(content, 'cursor_pos', code.length)
  return { code, offset: toUtf16(code, position) }
}

export async function completeRequest(kernel: Kernel, { message: { content } }: Request): Promise<Content> {
  const { code, offset } = cursor(content)
  const { start, end, matches } = await kernel.language.complete(code, offset)
  const from = toCodePoints(code, start)
  const to = toCodePoints(code, end)
  const typed = matches.map(({ text, type, signature }) => ({
    start: from,
    end: to,
    text,
    type,
    ...(signature === undefined ? {} : { signature }),
  }))
  return {
    status: 'ok',
    matches: matches.map(({ text }) => text),
    cursor_start: from,
    cursor_end: to,
    metadata: typed.length > 0 ? { _jupyter_types_experimental: typed } : {},
  }
}

/** A hover as the two representations that front ends show. */
export function inspection(signature: string | undefined, documentation: string | undefined): Content {
  const markdown = [signature && `\`\`\`typescript\n${signature}\n\`\`\``, documentation].filter(Boolean)
  const plain = [signature, documentation].filter(Boolean)
  return { 'text/plain': plain.join('\n\n'), 'text/markdown': markdown.join('\n\n') }
}

export async function inspectRequest(kernel: Kernel, { message: { content } }: Request): Promise<Content> {
  const { code, offset } = cursor(content)
  const detail = integerField(content, 'detail_level', 0) > 0 ? 1 : 0
  const { found, signature, documentation } = await kernel.language.inspect(code, offset, detail)
  return { status: 'ok', found, data: found ? inspection(signature, documentation) : {}, metadata: {} }
}

export async function isCompleteRequest(kernel: Kernel, { message: { content } }: Request): Promise<Content> {
  return { ...(await kernel.language.isComplete(textField(content, 'code'))) }
}
