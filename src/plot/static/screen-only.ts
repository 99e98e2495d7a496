/** What plotly.js draws with WebGL or from maps of the network has no still picture: the rest is drawn, and the picture says so. */
import type { Drawing } from './browser.ts'

type Trace = Record<string, any>

/** Kinds that have a twin of the same options, drawn as shapes. */
const twins: Record<string, string> = { scattergl: 'scatter', scatterpolargl: 'scatterpolar' }

const screenOnly = new Set(
  'mesh3d cone streamtube isosurface volume splom parcoords scattergeo choropleth scattermap choroplethmap densitymap scattermapbox choroplethmapbox densitymapbox'.split(
    ' ',
  ),
)

/** Words in a picture, in place of what is not drawn. @param y from 0, the lower edge, to 1 */
export const noteAt = (y: number, text: string) => ({ text, xref: 'paper', yref: 'paper', x: 0.5, y, showarrow: false })

/** The layout of a picture that holds nothing else. */
export const noAxes = { xaxis: { visible: false }, yaxis: { visible: false } }

/** A figure that can be drawn without a screen: itself, where every trace can. */
export function forPaper(figure: Drawing): Drawing {
  const data = figure.data.map((trace) => (trace.type in twins ? { ...trace, type: twins[trace.type]! } : trace))
  const [drawn, left] = [data.filter((trace) => !isLeft(trace)), data.filter(isLeft)]
  if (!left.length) return { ...figure, data }
  const names = [...new Set(left.map(({ type }) => type))].join(', ')
  const note = noteAt(drawn.length ? 1 : 0.5, `No still picture of: ${names}.<br>It is drawn where plotly.js runs.`)
  const { geo: _geo, map: _map, mapbox: _mapbox, ...layout } = figure.layout
  const empty = drawn.length ? {} : noAxes
  return {
    data: drawn,
    layout: { ...layout, ...empty, annotations: [...(layout.annotations ?? []), note] },
  }
}

const isLeft = ({ type }: Trace) => screenOnly.has(type)
