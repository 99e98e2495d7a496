/** A drawing of Mermaid's as a small file of its own: a size, no HTML, and of style and data only what shows. */
import { absolutize, parsePath } from 'path-data-parser'
import type { Look } from './look.ts'
import { fits, parseSheet } from './style-sheet.ts'

/** Rules that fit something in the drawing; interaction and animation have no place in a still picture. */
function usedRules(svg: Element, css: string): string {
  const elements = [svg, ...svg.querySelectorAll('*')]
  const rules = new Set<string>()
  for (const { selector, values } of parseSheet(css, { important: true })) {
    if (/:(?:hover|root|focus)/.test(selector) || !elements.some((element) => fits(element, selector))) continue
    const kept = [...values].filter(
      ([name]) => !/^(?:cursor|animation|pointer-events|filter|transition)|^--/.test(name),
    )
    const rule = `${selector}{${kept.map(([name, value]) => `${name}:${value}`).join(';')}}`
    rules.delete(rule) // said twice, the later place counts
    if (kept.length) rules.add(rule)
  }
  return [...rules].join('')
}

/** A size or a place that came out as no number. */
const unplaced = / (?:[xy][12]?|c[xy]|r[xy]?|width|height|d|points|transform|viewBox)="[^"]*(?:NaN|undefined|Infinity)/

const near = (a: number, b: number) => Math.abs(a - b) < 0.01

/**
 * Outlines that rough.js draws (states, classes) as lines: each side comes twice, as a curve that is straight.
 * @returns the same outline, or the path as it was where a curve bends
 */
export function straightened(d: string): string {
  if (!/^[MC\d\s.,e+-]+$/.test(d)) return d
  const lines: string[] = []
  const drawn = new Set<string>()
  let [x, y] = [0, 0]
  for (const { key, data } of absolutize(parsePath(d))) {
    const [toX, toY] = data.slice(-2) as [number, number]
    const from = `${x.toFixed(2)} ${y.toFixed(2)}`
    const to = data.length ? `${toX.toFixed(2)} ${toY.toFixed(2)}` : ''
    if (key === 'C') {
      const off = (px: number, py: number) => (px - x) * (toY - y) - (py - y) * (toX - x)
      if (!near(off(data[0]!, data[1]!), 0) || !near(off(data[2]!, data[3]!), 0)) return d
      if (from !== to && !drawn.has(`${from},${to}`)) {
        drawn.add(`${from},${to}`)
        if (lines.at(-1)?.slice(1) !== from) lines.push(`M${from}`)
        lines.push(`L${to}`)
      }
    }
    ;[x, y] = [toX, toY]
  }
  return lines.join('')
}

const drop = (svg: Element, selector: string) => {
  for (const element of svg.querySelectorAll(selector)) element.remove()
}

/** Ids that nothing points at go: some count on from drawing to drawing. */
function dropIds(svg: Element, source: string): void {
  const wanted = new Set(Array.from(source.matchAll(/#([\w-]+)/g), ([, id]) => id))
  for (const element of svg.querySelectorAll('[id]')) if (!wanted.has(element.id)) element.removeAttribute('id')
}

/** @returns the drawing as SVG text, or undefined where it holds what only a browser's page can show */
export function tidy(source: string, window: Record<string, any>, look: Look): string | undefined {
  const document = new window.DOMParser().parseFromString(source, 'image/svg+xml') as Document
  const svg = document.documentElement
  const [left, top, width, height] = (svg.getAttribute('viewBox') ?? '')
    .split(/[\s,]+/)
    .map((n) => Math.round(Number(n)))
  const whole = [left, top, width, height].every(Number.isFinite) && width! > 0 && height! > 0
  if (svg.localName !== 'svg' || !whole || svg.querySelector('foreignObject, script, image')) return undefined
  if (unplaced.test(source)) return undefined
  drop(svg, 'g.today') // a line through the day of drawing, mostly far outside
  dropIds(svg, source)
  drop(svg, 'symbol, rect:not([width]), rect.background:not([width])')
  // Labels of some nodes of mind maps start in the middle: Mermaid centres them in HTML alone.
  for (const label of svg.querySelectorAll('.mindmap-node .label'))
    if (/^translate\(0[,\s]/.test(label.getAttribute('transform') ?? '')) label.setAttribute('text-anchor', 'middle')
  const style = svg.querySelector('style')
  const css = style?.textContent ?? ''
  if (style) style.textContent = ''
  const used = usedRules(svg, css)
  if (style) style.textContent = used
  if (look.paper !== 'rgba(0,0,0,0)') {
    const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
    const values = { x: left, y: top, width, height, style: `fill:${look.paper};stroke:none` }
    for (const [name, value] of Object.entries(values)) paper.setAttribute(name, String(value))
    svg.prepend(paper) // before the style too: some kinds draw ahead of it
  }
  for (const [name, value] of Object.entries({ width, height, viewBox: `${left} ${top} ${width} ${height}` }))
    svg.setAttribute(name, String(value))
  for (const name of ['role', 'aria-roledescription']) svg.removeAttribute(name)
  return (new window.XMLSerializer().serializeToString(svg) as string)
    .replace(/^<svg[^>]*>/, (tag) => tag.replace(/ style="[^"]*"/, ''))
    .replace(/stroke: ?black/g, `stroke:${look.ink}`)
    .replace(/ (?:style|class)="[^"]*"/g, (style) =>
      style.replace(/undefined/g, '').replace(/"[;\s]+|;(?=[\s;]*[;"])/g, (found) => (found[0] === '"' ? '"' : '')),
    )
    .replace(/ (?:data-(?!style)[\w-]+|style|class|transform)=""| data-(?!style)[\w-]+="[^"]*"/g, '')
    .replace(/ (?:fill|stroke)="[^"]*NaN[^"]*"/g, '')
    .replace(/&#(?:xA|10);/gi, ' ')
    .replace(/ d="([^"]{400,})"/g, (_, d: string) => ` d="${straightened(d)}"`)
    .replace(/<[^>]*>/g, (tag) => tag.replace(/(\.\d{2})\d+/g, '$1'))
    .replace(/<(g|defs)>(?:\s*)<\/\1>|<(?:g|defs)\/>/g, '')
}
