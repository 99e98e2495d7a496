/** Diagrams written as text. */
import { type Displayable, displaySymbol, type MimeBundle } from '../display.ts'
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { pictureHtml, svgAddress } from '../picture.ts'
import { drawDiagram, mistakeIn } from './static/draw.ts'
import { svgToPng } from './static/png.ts'
import { inkAndPaper } from './theme.ts'

/** A Mermaid diagram: its text, and a picture of it that needs no script. */
export class Mermaid implements Displayable {
  readonly text: string
  readonly #look = inkAndPaper()
  #svg: Promise<string> | undefined

  constructor(text: string) {
    this.text = text
  }

  /**
   * The picture as SVG text, drawn by Mermaid itself.
   * @throws for kinds of diagrams that only a browser draws well (journey, kanban, C4, …); the text shows itself still
   */
  toSvg(): Promise<string> {
    this.#svg ??= drawDiagram({ text: this.text, look: this.#look })
    return this.#svg
  }

  /** The picture as PNG bytes. @param options.scale pixels per unit, @default 2 */
  async toPng(options: { scale?: number; background?: string } = {}): Promise<Buffer> {
    checkOptions('toPng', options, ['scale', 'background'])
    return svgToPng(await this.toSvg(), options.scale, options.background)
  }

  /** What a notebook stores: HTML with the picture, where there is one; Markdown that GitHub and JupyterLab draw; the text. */
  async [displaySymbol](): Promise<MimeBundle> {
    const fence = '`'.repeat(Math.max(3, ...[...this.text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
    const markdown = { 'text/markdown': `${fence}mermaid\n${this.text}\n${fence}`, 'text/plain': this.text }
    const svg = await this.toSvg().catch(() => undefined)
    if (!svg) return markdown
    const [width, height] = ['width', 'height'].map((name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(svg)![1]))
    const picture = {
      alt: `Diagram: ${this.text.replace(/\s+/g, ' ')}`,
      image: svgAddress(svg),
      width: width!,
      height: height!,
    }
    return { 'text/html': `<div class="gradlab-diagram">${pictureHtml(picture)}</div>`, ...markdown }
  }

  toString(): string {
    return this.text
  }
}

const kinds =
  /^(?:---[\s\S]*?---\s*)?(?:%%[^\n]*\n\s*)*(graph|flowchart|sequenceDiagram|classDiagram|stateDiagram|erDiagram|journey|gantt|pie|quadrantChart|requirementDiagram|gitGraph|mindmap|timeline|sankey|xychart|block|packet|kanban|architecture|radar|treemap|C4\w+)/

/**
 * Shows a Mermaid diagram.
 * @param text the diagram, as https://mermaid.js.org describes it
 * @throws where Mermaid cannot read the text, with the line
 * @example plot.mermaid('graph LR; data --> model --> loss --> gradient --> model')
 */
export function mermaid(text: string): Mermaid {
  const trimmed = typeof text === 'string' ? text.trim() : ''
  if (!kinds.test(trimmed)) throw expected("a Mermaid diagram that starts with its kind, such as 'graph LR'", text)
  const mistake = mistakeIn(trimmed)
  if (mistake) throw new GradlabError(mistake)
  return new Mermaid(trimmed)
}
