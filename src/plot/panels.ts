/** Small multiples: the same kind of picture for several things, in a grid. */
import type { Layout } from './theme.ts'

export interface Panels {
  layout: Layout
  /** The axes of panel i, as traces name them: `{ xaxis: 'x2', yaxis: 'y2' }`. */
  axes: { xaxis: string; yaxis: string }[]
}

/** A heading that stands on the upper edge of a panel, at its middle. @param x share of the figure's width @param y of its height */
export const heading = (text: string, x: number, y: number): Layout => ({
  text,
  x,
  y,
  xref: 'paper',
  yref: 'paper',
  xanchor: 'center',
  yanchor: 'bottom',
  showarrow: false,
  font: { size: 13 },
})

/**
 * Axes for panels in a grid, each with a heading.
 * @param titles one heading a panel @param columns panels in a row @param axis layout of each pair of axes
 * @param height of a panel, in pixels @param room between rows, for ticks and headings, in pixels
 */
export function grid(
  titles: readonly string[],
  columns: number,
  axis: { x?: Layout; y?: Layout } = {},
  height = 200,
  room = 84,
): Panels {
  const count = Math.max(1, titles.length)
  const across = Math.min(columns, count)
  const rows = Math.ceil(count / across)
  const [gapX, gapY] = [0.22 / across, rows > 1 ? room / (rows * height + (rows - 1) * room) : 0]
  const [width, tall] = [(1 - gapX * (across - 1)) / across, (1 - gapY * (rows - 1)) / rows]
  const layout: Layout = { height: rows * height + (rows - 1) * room + 110, margin: { t: 64 }, annotations: [] }
  const axes = titles.map((title, i) => {
    const suffix = i ? String(i + 1) : ''
    const left = (i % across) * (width + gapX)
    const top = 1 - Math.floor(i / across) * (tall + gapY)
    layout[`xaxis${suffix}`] = { domain: [left, left + width], anchor: `y${suffix}`, nticks: 5, ...axis.x }
    layout[`yaxis${suffix}`] = { domain: [Math.max(0, top - tall), top], anchor: `x${suffix}`, nticks: 5, ...axis.y }
    layout.annotations.push(heading(title, left + width / 2, top))
    return { xaxis: `x${suffix}`, yaxis: `y${suffix}` }
  })
  return { layout, axes }
}
