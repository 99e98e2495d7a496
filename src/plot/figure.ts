/** A figure: Plotly's data and layout, in gradlab's look, that shows itself everywhere and saves itself to a file. */
import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { type DisplayHandle, displaySymbol, type MimeBundle, show } from '../display.ts'
import { checkOptions, expected, GradlabError } from '../errors.ts'
import { svgAddress } from '../picture.ts'
import { compact } from './encode.ts'
import { figureHtml } from './html.ts'
import { limit } from './limit.ts'
import type { Drawing } from './static/browser.ts'
import { drawSvg, warmUp } from './static/draw.ts'
import { svgToPng } from './static/png.ts'
import { type Layout, merge, themed } from './theme.ts'

/** One Plotly trace: https://plotly.com/javascript/reference/ */
export type Trace = Record<string, any>

export interface FigureSpec {
  data: Trace[]
  layout?: Layout
  /** Plotly's configuration of the interactive figure. */
  config?: Record<string, any>
  /** One line that says what is to be seen, with the numbers that matter: the text form and the picture's alternative text. */
  description?: string
  /** Keep every point, whatever it weighs. @default false */
  full?: boolean
}

export const plotlyMime = 'application/vnd.plotly.v1+json'

/** Of the points of an interactive figure, this part is in its still picture, where nobody zooms. */
const stillPart = 0.15

const noAxes = new Set(['table', 'pie', 'sankey', 'treemap', 'sunburst', 'parcoords', 'indicator', 'surface', 'mesh3d'])

/** A chart that shows itself in a notebook (interactive, with a static picture for where scripts do not run). */
export class Figure {
  /** Plotly's traces. */
  data: Trace[]
  /** Plotly's layout, gradlab's look included. */
  layout: Layout
  readonly config: Record<string, any>
  /** One line that says what is to be seen. */
  description: string
  #full: boolean
  #shown: DisplayHandle | undefined

  constructor({ data, layout = {}, config = {}, description, full = false }: FigureSpec) {
    if (!Array.isArray(data) || data.some((trace) => typeof trace !== 'object' || trace === null))
      throw expected('`data` to be an array of Plotly traces', data, 'E.g. plot.figure({ data: [{ y: [1, 3, 2] }] }).')
    if (typeof layout !== 'object' || layout === null)
      throw expected('`layout` to be an object of Plotly’s layout', layout)
    for (const side of ['width', 'height'] as const) {
      const size = layout[side]
      if (size !== undefined && !(Number.isFinite(size) && size >= 10))
        throw expected(`\`${side}\` to be a number of pixels, 10 or more`, size)
    }
    const cartesian = data.length === 0 || data.some((trace) => !noAxes.has(trace.type) && !trace.type?.endsWith('3d'))
    this.data = data
    this.layout = themed(layout, cartesian)
    // Not `responsive`: with it plotly.js gives up the layout's height at the first change of the window, and JupyterLab, which
    // passes such changes on itself, then shows a figure of 29 pixels.
    this.config = { displaylogo: false, ...config }
    this.description = description ?? describeTraces(data, this.layout)
    this.#full = full
    warmUp()
  }

  /** Plain JSON of the figure: rounded, thinned, long columns as base64. */
  toJSON(): Drawing & { config: Record<string, any> } {
    const { data, layout } = this.#full ? this : limit(this)
    return compact({ data, layout, config: this.config }) as never
  }

  /** The static picture as SVG text, drawn by plotly.js itself. @default 700 px wide, 430 px high */
  toSvg(options: { width?: number; height?: number } = {}): Promise<string> {
    checkOptions('toSvg', options, ['width', 'height'])
    return this.#draw(options)
  }

  /** A still picture of 700 px shows fewer points than a figure to zoom into. */
  #draw(size: { width?: number; height?: number } = {}, { sayWhy = false } = {}): Promise<string> {
    const { data, layout } = this.#full ? this : limit(this, stillPart)
    return drawSvg(compact({ data, layout: merge(layout, size) }) as Drawing, { sayWhy })
  }

  /** The static picture as PNG bytes. @param options.scale pixels per unit, @default 2 */
  async toPng(options: { width?: number; height?: number; scale?: number; background?: string } = {}): Promise<Buffer> {
    checkOptions('toPng', options, ['width', 'height', 'scale', 'background'])
    const { scale = 2, background, ...size } = options
    return svgToPng(await this.toSvg(size), scale, background)
  }

  /**
   * The figure as HTML: a picture, made interactive where plotly.js is on the page. A figure that cannot be drawn without a
   * screen is there all the same: its picture says why.
   */
  async toHtml(): Promise<string> {
    const figure = this.toJSON()
    const svg = await this.#draw({}, { sayWhy: true })
    const { width = 700, height } = this.layout
    // Thousands of marks weigh more as shapes than as pixels.
    const image =
      svg.length < 150_000 ? svgAddress(svg) : `data:image/png;base64,${svgToPng(svg, 1.5).toString('base64')}`
    return figureHtml({ json: JSON.stringify(figure), alt: this.description, image, width, height })
  }

  /** What a notebook stores: Plotly's JSON, HTML with a static picture, and a line of text. */
  async [displaySymbol](): Promise<MimeBundle> {
    return { [plotlyMime]: this.toJSON(), 'text/html': await this.toHtml(), 'text/plain': this.description }
  }

  /** Shows the figure now, in the running cell; `update` then changes it in place. */
  show(): this {
    this.#shown = show(this)
    return this
  }

  /** Changes traces or layout (merged into what is there) and draws the figure anew where `show` put it. */
  update(changes: { data?: Trace[]; layout?: Layout; description?: string }): this {
    checkOptions('update', changes, ['data', 'layout', 'description'])
    this.data = changes.data ?? this.data
    this.layout = merge(this.layout, changes.layout)
    this.description = changes.description ?? (changes.data ? describeTraces(this.data, this.layout) : this.description)
    this.#shown?.update(this)
    return this
  }

  /** Saves the figure, in the form that the file's ending names: `.html`, `.svg`, `.png` or `.json`. */
  async save(file: string): Promise<void> {
    const make = savers[extname(file).toLowerCase()]
    if (!make) throw expected('a file name that ends in .html, .svg, .png or .json', file)
    const content = await make(this)
    await writeFile(file, content).catch((cause) => {
      throw new GradlabError(`The figure could not be saved as ${file}: ${cause.message}.`, { cause })
    })
  }
}

const savers: Record<string, (figure: Figure) => Promise<string | Buffer>> = {
  '.html': async (figure) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${figure.layout.title?.text ?? 'Figure'}</title>\n${await figure.toHtml()}</html>\n`,
  '.svg': (figure) => figure.toSvg(),
  '.png': (figure) => figure.toPng({ background: 'white' }),
  '.json': async (figure) => JSON.stringify(figure),
}

function describeTraces(data: Trace[], layout: Layout): string {
  const kinds = [...new Set(data.map((trace) => trace.type ?? 'scatter'))].join(', ')
  const title = typeof layout.title === 'string' ? layout.title : layout.title?.text
  return `Figure${title ? ` “${title}”` : ''}: ${data.length} ${data.length === 1 ? 'trace' : 'traces'}${kinds ? ` (${kinds})` : ''}`
}

/**
 * Anything Plotly can draw, in gradlab's look.
 * @param spec Plotly's `data` and `layout` (https://plotly.com/javascript/reference/)
 * @example
 * plot.figure({ data: [{ type: 'pie', values: [3, 1], labels: ['right', 'wrong'] }], layout: { title: 'Test images' } })
 */
export function figure(spec: FigureSpec): Figure {
  if (typeof spec !== 'object' || spec === null)
    throw expected('Plotly’s `data` and `layout`', spec, 'E.g. plot.figure({ data: [{ y: [1, 3, 2] }] }).')
  checkOptions('plot.figure', spec, ['data', 'layout', 'config', 'description', 'full', 'frames'])
  return new Figure(spec)
}
