/**
 * Plotly's own drawing without a browser: plotly.js runs on a document of its own (`dom/`) with measured text (`measure.ts`) and
 * a real canvas for heatmaps. Loading takes a second or two and drawing tens of milliseconds, so all of it lives in a worker.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import { forgetPictures, giveCanvases, withPictures } from './canvas.ts'
import { makeWindow } from './dom/window.ts'
import { isMistake, NotDrawn, noteOf } from './failed.ts'
import { rectangle } from './measure.ts'
import { flattenScenes } from './scene.ts'
import { forPaper } from './screen-only.ts'

/** What a figure is, for drawing: Plotly's data and layout as plain JSON. */
export interface Drawing {
  data: Record<string, any>[]
  layout: Record<string, any>
}

interface Plotly {
  newPlot(element: unknown, data: unknown, layout: unknown, config: unknown): Promise<unknown>
  purge(element: unknown): void
  validate(data: unknown, layout: unknown): { code: string }[] | undefined
  Snapshot: { toSVG(element: unknown, format: 'svg', scale: number): string }
}

/** A window and the plotly.js that draws in it. */
export interface Studio {
  window: Record<string, any>
  plotly: Plotly
}

let loaded: Studio | undefined

/** plotly.js on a window of its own; loaded once, when first asked for. */
export function load(): Studio {
  loaded ??= loadOn(makeWindow())
  return loaded
}

/** plotly.js on a given window, loaded anew. */
export function loadOn(window: Record<string, any>): Studio {
  giveCanvases(window)
  const file = createRequire(import.meta.url).resolve('plotly.js-dist/plotly.js')
  // Passed as parameters rather than made globals, which a cell in the same thread would see.
  const names = 'window self document navigator location getComputedStyle requestAnimationFrame cancelAnimationFrame'
    .concat(' Element HTMLElement SVGElement Node XMLSerializer DOMParser Image')
    .split(' ')
  const module = { exports: {} as Plotly }
  compileFunction(readFileSync(file, 'utf8'), [...names, 'module', 'exports'], { filename: file })(
    ...names.map((name) => (name === 'window' || name === 'self' ? window : window[name])),
    module,
    module.exports,
  )
  return { window, plotly: module.exports }
}

/**
 * Draws a figure as SVG text. Width and height come from the layout (default 700 × 430 px).
 * @throws NotDrawn where only our document cannot draw it, another error where the figure itself is wrong
 */
export async function draw({ data, layout }: Drawing, { window, plotly }: Studio = load()): Promise<string> {
  const width = layout.width ?? 700
  const height = layout.height ?? 430
  const flat = flattenScenes(forPaper({ data, layout: { ...layout, width, height, autosize: false } }))
  const element = window.document.createElement('div')
  element.getBoundingClientRect = () => rectangle({ left: 0, top: 0, right: width, bottom: height })
  window.document.body.append(element)
  try {
    await plotly.newPlot(element, flat.data, flat.layout, { staticPlot: true })
    return withPictures(tidy(plainQuotes(plotly.Snapshot.toSVG(element, 'svg', 1)), width, height))
  } catch (error) {
    if (isMistake(flat, element, plotly)) throw error
    throw new NotDrawn((error as Error).message, { cause: error })
  } finally {
    forgetPictures()
    plotly.purge(element)
    element.remove()
  }
}

/** The same for a figure that a reader sees live: where our document cannot draw it, a picture that says why. */
export async function drawOrSayWhy(figure: Drawing, studio: Studio = load()): Promise<string> {
  try {
    return await draw(figure, studio)
  } catch (error) {
    if (!(error instanceof NotDrawn)) throw error
    return draw(noteOf(figure, error), studio)
  }
}

/** Plotly marks the quotes in names of fonts, and takes its marks out only where the document wrote quotes around them. */
const plainQuotes = (svg: string) => svg.replaceAll('TOBESTRIPPED', "'")

/** Fewer bytes for the same picture, and the same bytes each time: what only matters for the mouse goes, random ids too. */
function tidy(svg: string, width: number, height: number): string {
  const family = /font-family: ([^;"]*);/.exec(svg)?.[1] ?? 'sans-serif'
  const style = (_: string, rules: string) => {
    const kept = rules
      .replace(`font-family: ${family};`, '')
      .replace(/(?:pointer-events|cursor|white-space|vector-effect): [^;]*;? ?/g, '')
      .replace(/rgb\((\d+), (\d+), (\d+)\)/g, (_, r, g, b) => hex(r, g, b))
      .replace(/(?:(?:stroke|fill)-)?opacity: 1; ?|font-(?:style|variant|weight): normal; ?/g, '')
      .replace(/([:;]) /g, '$1')
    return kept.trim() ? ` style="${kept.trim()}"` : ''
  }
  let small = named(svg).replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/ (?:class|data-[\w-]+|pointer-events|unselectable|role)="[^"]*"| transform=""/g, '')
      .replace(/ style="([^"]*)"/, style)
      // Last, whenever it was written.
      .replace(/( style="[^"]*")( .+?)(\/?>)$/s, '$2$1$3')
      .replace(/(\.\d{2})\d+/g, '$1')
      // A tenth of a pixel is enough for the corners of long outlines.
      .replace(/ d="[^"]{400,}"/, (d) => d.replace(/\.(\d)\d+/g, '.$1'))
      .replace(
        /^<path transform="translate\((-?[\d.]+),(-?[\d.]+)\)"( style="[^"]*")? d="M([\d.]+),0A\4,\4 0 1,1 0,-\4A\4,\4 0 0,1 \4,0Z"/,
        (_, x, y, rules, r) => `<circle cx="${x}" cy="${y}" r="${r}"${rules ?? ''}`,
      ),
  )
  for (let before = ''; before !== small; ) {
    before = small
    small = small.replace(/<g[^>]*\/>|<g[^>]*><\/g>|<path\/>|<defs[^>]*><\/defs>/g, '')
  }
  return small
    .replace(/^<svg[^>]*>/, (tag) => tag.replace(/ (?:viewBox|style)="[^"]*"/g, ''))
    .replace(/^<svg/, `<svg viewBox="0 0 ${width} ${height}" font-family="${family.replaceAll('"', "'")}"`)
}

/** Plotly's ids have random parts: here they are counted. */
function named(svg: string): string {
  const names = new Map<string, string>()
  const name = (id: string) => {
    if (!names.has(id)) names.set(id, `i${names.size}`)
    return names.get(id)!
  }
  return svg
    .replace(/ id="([^"]*)"/g, (_, id) => ` id="${name(id)}"`)
    .replace(/(url\((?:&quot;|['"])?#|href="#)([^)"'&]*)/g, (_, before, id) => before + name(id))
}

const hex = (...parts: string[]) => '#' + parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')
