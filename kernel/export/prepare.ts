/** A notebook made ready for readers: hidden tests gone, exercises and solutions marked, links pointing to pages. */
import { type Cell, type Notebook, type Output, type Page, tagsOf, text } from './notebook.ts'
import { widgetPicture } from './widget-picture.ts'

export interface PrepareOptions {
  /** What links to other notebooks end in: `.html`, `.md`; '' leaves them as they are. */
  linkSuffix: string
}

const plotly = 'application/vnd.plotly.v1+json'
const widget = 'application/vnd.jupyter.widget-view+json'

/** A new notebook; the page's own stays as it is. */
export function prepare(page: Page, options: PrepareOptions): Notebook {
  const cells = page.notebook.cells
    .filter((cell) => !tagsOf(cell).includes('test'))
    .map((cell) => prepareCell(cell, page.notebook, options))
  return { ...page.notebook, cells, metadata: { ...page.notebook.metadata } }
}

function prepareCell(cell: Cell, notebook: Notebook, { linkSuffix }: PrepareOptions): Cell {
  if (cell.cell_type === 'markdown')
    return { ...cell, source: linkSuffix ? linkToPages(cell.source, linkSuffix) : cell.source }
  if (cell.cell_type !== 'code') return cell
  return { ...cell, outputs: (cell.outputs ?? []).map((output) => staticWidget(output, notebook)) }
}

/** Links between notebooks become links between pages; code fences stay untouched. */
export function linkToPages(source: string, suffix: string): string {
  return source
    .split(/(```[\s\S]*?```)/)
    .map((part) =>
      part.startsWith('```') ? part : part.replace(/\]\(((?!\w+:)[^)\s]*?)\.ipynb(#[^)\s]*)?\)/g, `]($1${suffix}$2)`),
    )
    .join('')
}

/** A widget is shown as its last picture, since no kernel listens in an export. */
function staticWidget(output: Output, notebook: Notebook): Output {
  if (!output.data || !(widget in output.data)) return output
  const { [widget]: view, ...data } = output.data
  const picture = widgetPicture(notebook, (view as { model_id?: string } | null)?.model_id)
  return { ...output, data: picture === undefined ? data : { ...data, 'text/html': picture } }
}

/** The interactive figure of an output, if it is one. */
export function figureOf(output: Output): unknown {
  return output.data?.[plotly]
}

/** The picture that stands for an interactive figure, as an element: an `<img>` with its own text, or an `<svg>`. */
export function drawingOf(output: Output): string | undefined {
  const html = output.data?.['text/html']
  return html === undefined ? undefined : /<img\b[^>]*src="data:image[^>]*>|<svg[\s\S]*<\/svg>/.exec(text(html))?.[0]
}

/** The same picture as an SVG document, for files. */
export function svgOf(output: Output): string | undefined {
  const drawing = drawingOf(output)
  const encoded = drawing && /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(drawing)?.[1]
  if (encoded) return Buffer.from(encoded, 'base64').toString('utf8')
  return drawing?.startsWith('<svg') ? drawing : undefined
}
