/** Diagrams written as text. */
import { type Displayable, displaySymbol, type MimeBundle } from '../display.ts'
import { expected } from '../errors.ts'

/** A Mermaid diagram: JupyterLab ≥ 4.1, GitHub and the exported site draw it; elsewhere its text is readable. */
export class Mermaid implements Displayable {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  [displaySymbol](): MimeBundle {
    const fence = '`'.repeat(Math.max(3, ...[...this.text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
    return { 'text/markdown': `${fence}mermaid\n${this.text}\n${fence}`, 'text/plain': this.text }
  }

  toString(): string {
    return this.text
  }
}

const kinds =
  /^(?:---[\s\S]*?---\s*)?(?:%%[^\n]*\n\s*)*(graph|flowchart|sequenceDiagram|classDiagram|stateDiagram|erDiagram|journey|gantt|pie|quadrantChart|requirementDiagram|gitGraph|mindmap|timeline|sankey|xychart|block|packet|kanban|architecture|C4\w+)/

/**
 * Shows a Mermaid diagram.
 * @param text the diagram, as https://mermaid.js.org describes it
 * @example plot.mermaid('graph LR; data --> model --> loss --> gradient --> model')
 */
export function mermaid(text: string): Mermaid {
  const trimmed = typeof text === 'string' ? text.trim() : ''
  if (!kinds.test(trimmed)) throw expected("a Mermaid diagram that starts with its kind, such as 'graph LR'", text)
  return new Mermaid(trimmed)
}
