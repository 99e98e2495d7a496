/** LaTeX as MathML, which browsers typeset by themselves: in JupyterLab, VS Code, exports, and offline. */
import { createRequire } from 'node:module'
import { escapeHtml } from '../display.ts'

const require = createRequire(import.meta.url)

/** Loaded when first used: a descent that nobody looks at needs no typesetting. */
let katex: { renderToString(tex: string, options: object): string } | undefined

/** @returns MathML, or the LaTeX itself where it cannot be typeset */
export function typeset(tex: string): string {
  katex ??= require('katex') as NonNullable<typeof katex>
  try {
    const html = katex.renderToString(`\\displaystyle ${tex}`, { output: 'mathml', throwOnError: true, strict: false })
    // The LaTeX as an attribute: where MathML's tags are taken out (GitHub), an annotation's text would stand in the line.
    return html
      .replace(/<annotation [^>]*>.*?<\/annotation>|<\/?semantics>/gs, '')
      .replace('<math ', `<math alttext="${escapeHtml(tex)}" `)
  } catch {
    return `<code>${escapeHtml(tex)}</code>`
  }
}
