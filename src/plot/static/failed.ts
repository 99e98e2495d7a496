/**
 * A figure that our document (`dom/`) cannot draw still has a picture, which says why. Mistakes in the figure stay errors:
 * plotly.js finds them before it draws, when it reads the data, or names them when it is asked to check the figure.
 */
import type { Drawing } from './browser.ts'
import { noAxes, noteAt } from './screen-only.ts'

/** What plotly.js says of a value; the other codes are of attributes that have no effect. */
const mistakes = new Set(['array', 'object', 'value'])

interface Checks {
  validate(data: unknown, layout: unknown): { code: string }[] | undefined
}

/** Whether a figure failed by what is in it, and would fail on a screen too, not by the document it was drawn in. */
export function isMistake(figure: Drawing, element: { calcdata?: unknown[] }, plotly: Checks): boolean {
  const read = element.calcdata?.length === figure.data.length && Array.from(element.calcdata).every(Boolean)
  if (!read) return true
  const found = plotly.validate(structuredClone(figure.data), structuredClone(figure.layout)) ?? []
  return found.some(({ code }) => mistakes.has(code))
}

/** A figure failed by the document it was drawn in: on a screen it would be drawn. */
export class NotDrawn extends Error {}

/** The picture in place of one that failed: the figure's title, and the reason in one sentence. */
export function noteOf({ layout }: Drawing, { message }: NotDrawn): Drawing {
  const { width, height, title, font, paper_bgcolor } = layout
  const lines = `plotly.js could not draw it without a screen: ${message.replace(/\.$/, '')}.`.match(
    /.{1,70}(?:\s|$)|.{70}/g,
  )!
  const text = [
    'No still picture. It is drawn where plotly.js runs.',
    ...lines.map((line) => line.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
  ].join('<br>')
  const look = { width, height, title, font, paper_bgcolor, plot_bgcolor: 'rgba(0,0,0,0)' }
  return { data: [], layout: { ...look, ...noAxes, annotations: [noteAt(0.5, text)] } }
}
