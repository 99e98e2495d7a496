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
    return katex.renderToString(`\\displaystyle ${tex}`, { output: 'mathml', throwOnError: true, strict: false })
  } catch {
    return `<code>${escapeHtml(tex)}</code>`
  }
}
