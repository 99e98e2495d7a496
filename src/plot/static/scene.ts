/**
 * Surfaces without WebGL, which no document of this kind has: each 3-D scene is projected onto the plane and drawn as filled
 * patches, far ones first, inside a figure that Plotly then draws as usual.
 */

import type { Drawing } from './browser.ts'
import { colorAt } from './colors.ts'

type Point = [number, number, number]
type Trace = Record<string, any>

const is3d = (trace: Trace) => trace.type === 'surface' || trace.type === 'scatter3d'

/** At most this many patches along each axis: finer ones are smaller than the eye. */
const patches = 32

/** Plotly's typed columns back as arrays, rows where there is a shape. */
export function decode(value: any): any {
  if (!value || typeof value.bdata !== 'string') return value
  const types: Record<string, any> = {
    f4: Float32Array,
    f8: Float64Array,
    u1: Uint8Array,
    i1: Int8Array,
    u2: Uint16Array,
    i2: Int16Array,
    i4: Int32Array,
  }
  const bytes = Buffer.from(value.bdata, 'base64')
  const flat = Array.from(new types[value.dtype](new Uint8Array(bytes).buffer) as Float64Array)
  if (!value.shape) return flat
  const [rows, columns] = String(value.shape).split(',').map(Number) as [number, number]
  return Array.from({ length: rows }, (_, i) => flat.slice(i * columns, (i + 1) * columns))
}

const finite = (values: any[]) => values.flat().filter((v) => Number.isFinite(v)) as number[]
const span = (values: number[]): [number, number] =>
  values.length ? [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))] : [0, 1]

/** Orthographic projection of the unit cube, seen from the camera's eye. */
function projection(eye: { x: number; y: number; z: number }, heightShare: number) {
  const length = Math.hypot(eye.x, eye.y, eye.z)
  const [ex, ey, ez] = [eye.x / length, eye.y / length, eye.z / length]
  const side = Math.hypot(ex, ey) || 1
  const [rx, ry] = [-ey / side, ex / side]
  const [ux, uy, uz] = [(-ez * ex) / side, (-ez * ey) / side, side]
  return ([x, y, z]: Point): Point => {
    const [cx, cy, cz] = [x - 0.5, y - 0.5, (z - 0.5) * heightShare]
    return [cx * rx + cy * ry, -(cx * ux + cy * uy + cz * uz), cx * ex + cy * ey + cz * ez]
  }
}

const format = (value: number) => String(Number(value.toPrecision(3)))

/** The picture of one scene as SVG text of a given size, and the labels of its axes. */
function sceneSvg(traces: Trace[], layout: Record<string, any>, width: number, height: number) {
  const scene = layout.scene ?? {}
  const decoded = traces.map(
    (trace) => ({ ...trace, x: decode(trace.x), y: decode(trace.y), z: decode(trace.z) }) as Trace,
  )
  const [xs, ys, zs] = (['x', 'y', 'z'] as const).map((axis) =>
    span(finite(decoded.flatMap((trace) => trace[axis] ?? []))),
  ) as [number, number][]
  const unit = (value: number, [low, high]: [number, number]) => (high > low ? (value - low) / (high - low) : 0.5)
  const project = projection(scene.camera?.eye ?? { x: 1.25, y: 1.25, z: 1.25 }, scene.aspectratio?.z ?? 0.7)
  const corners = [0, 1].flatMap((x) => [0, 1].flatMap((y) => [0, 1].map((z) => project([x, y, z]))))
  const [left, right] = span(corners.map((c) => c[0]))
  const [top, bottom] = span(corners.map((c) => c[1]))
  const scale = Math.min((width - 110) / (right - left), (height - 70) / (bottom - top))
  const toPage = (point: Point): Point => {
    const [px, py, depth] = project(point)
    return [(px - (left + right) / 2) * scale + width / 2, (py - (top + bottom) / 2) * scale + height / 2 - 8, depth]
  }
  const at = (x: number, y: number, z: number) => toPage([unit(x, xs!), unit(y, ys!), unit(z, zs!)])
  const shapes: { depth: number; svg: string }[] = []
  for (const trace of decoded)
    shapes.push(...(trace.type === 'surface' ? patchesOf(trace, at, zs!) : lineOf(trace, at)))
  shapes.sort((a, b) => a.depth - b.depth)
  const ink = layout.font?.color ?? '#757575'
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" stroke-width="0.5">` +
    `${wallsOf(toPage, ink)}${shapes.map((shape) => shape.svg).join('')}</svg>`
  const labels = labelsOf(scene, [xs!, ys!, zs!], toPage).map(({ x, y, ...label }) => ({
    ...label,
    x: x / width,
    y: 1 - y / height,
  }))
  return { svg, labels }
}

type Place = (x: number, y: number, z: number) => Point

function patchesOf(trace: Trace, at: Place, [low, high]: [number, number]): { depth: number; svg: string }[] {
  const z: number[][] = trace.z
  const step = Math.max(1, Math.ceil(Math.max(z.length, z[0]?.length ?? 0) / patches))
  const places = (count: number) => [
    ...Array.from({ length: Math.ceil((count - 1) / step) }, (_, i) => i * step),
    count - 1,
  ]
  const [rows, columns] = [places(z.length), places(z[0]?.length ?? 0)]
  const x = trace.x ?? z[0]?.map((_, i) => i)
  const y = trace.y ?? z.map((_, i) => i)
  const shapes: { depth: number; svg: string }[] = []
  for (let r = 0; r + 1 < rows.length; r++) {
    for (let c = 0; c + 1 < columns.length; c++) {
      const cells = [
        [r, c],
        [r, c + 1],
        [r + 1, c + 1],
        [r + 1, c],
      ].map(([i, j]) => [rows[i!]!, columns[j!]!] as const)
      const values = cells.map(([i, j]) => z[i]![j]!)
      if (!values.every(Number.isFinite)) continue
      const corners = cells.map(([i, j], k) => at(x[j], y[i], values[k]!))
      const mean = values.reduce((a, b) => a + b) / 4
      const fill = `rgb(${colorAt(trace.colorscale, high > low ? (mean - low) / (high - low) : 0.5)})`
      const points = corners.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ')
      shapes.push({
        depth: corners.reduce((sum, corner) => sum + corner[2], 0) / 4,
        svg: `<polygon points="${points}" fill="${fill}" stroke="${fill}"/>`,
      })
    }
  }
  return shapes
}

function lineOf(trace: Trace, at: Place): { depth: number; svg: string }[] {
  const { mode = 'lines+markers', marker = {}, line = {} } = trace
  const dotColors = dotColorsOf(marker.color ?? line.color, marker.colorscale, trace.x.length)
  const color = line.color ?? dotColors[0]
  const points = (trace.x as number[]).map((x, i) => at(x, trace.y[i], trace.z[i]))
  // A little nearer than the surface it lies on, or the patches would bury it.
  return points.flatMap(([x, y, depth], i) => {
    if (!Number.isFinite(x + y)) return []
    const before = points[i - 1]
    const joined = mode.includes('lines') && before && Number.isFinite(before[0] + before[1])
    const dot = mode.includes('markers')
      ? `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="2.5" fill="${dotColors[i]}"/>`
      : ''
    const path = joined
      ? `<path d="M${before[0].toFixed(1)},${before[1].toFixed(1)}L${x.toFixed(1)},${y.toFixed(1)}" stroke="${color}" stroke-width="2.5"/>`
      : ''
    return [{ depth: depth + 0.06, svg: path + dot }]
  })
}

/** One colour a point: numbers by the colour scale, others as they are. */
function dotColorsOf(given: unknown, colorscale: unknown, count: number): string[] {
  const colors = decode(given ?? '#d55e00')
  if (!Array.isArray(colors)) return new Array<string>(count).fill(colors)
  const [low, high] = span(finite(colors))
  return colors.map((value) =>
    typeof value === 'number' ? `rgb(${colorAt(colorscale, high > low ? (value - low) / (high - low) : 0.5)})` : value,
  )
}

/** Floor and walls as thin lines. */
function wallsOf(toPage: (point: Point) => Point, ink: string): string {
  const line = (a: Point, b: Point) => {
    const [[x0, y0], [x1, y1]] = [toPage(a), toPage(b)]
    return `<path d="M${x0.toFixed(1)},${y0.toFixed(1)}L${x1.toFixed(1)},${y1.toFixed(1)}" stroke="${ink}" stroke-opacity="0.4"/>`
  }
  const parts: string[] = []
  for (const t of [0, 0.25, 0.5, 0.75, 1]) {
    parts.push(line([t, 0, 0], [t, 1, 0]), line([0, t, 0], [1, t, 0]))
    parts.push(
      line([0, 0, t], [0, 1, t]),
      line([t, 1, 0], [t, 1, 1]),
      line([0, 1, t], [1, 1, t]),
      line([0, t, 0], [0, t, 1]),
    )
  }
  return parts.join('')
}

/** Lowest and highest value and name of each axis, as annotations in pixels from the top left. */
function labelsOf(scene: Trace, ranges: [number, number][], toPage: (point: Point) => Point) {
  const edges: [axis: string, edge: (t: number) => Point, dx: number, dy: number, xanchor: string][] = [
    ['xaxis', (t) => [t, 0, 0], -6, 12, 'right'],
    ['yaxis', (t) => [1, t, 0], 6, 12, 'left'],
    ['zaxis', (t) => [0, 0, t], -8, 0, 'right'],
  ]
  return edges.flatMap(([axis, edge, dx, dy, xanchor], i) => {
    const [low, high] = ranges[i]!
    const name = scene[axis]?.title?.text ?? scene[axis]?.title
    return [0, 0.5, 1].map((t) => {
      const [x, y] = toPage(edge(t))
      const far = t === 0.5 ? 2 : 1
      const text = t === 0.5 && name ? `<b>${name}</b>` : format(low + t * (high - low))
      const place = { x: x + dx * far, y: y + dy * far }
      return { text, ...place, xanchor, yanchor: 'middle', xref: 'paper', yref: 'paper', showarrow: false }
    })
  })
}

/** A figure whose 3-D traces are one picture; any other figure as it is. */
export function flattenScenes(figure: Drawing): Drawing {
  const solid = figure.data.filter(is3d)
  if (!solid.length) return figure
  const { layout } = figure
  const margin = { l: 10, r: 90, t: 30, b: 10, ...layout.margin }
  const [width, height] = [layout.width - margin.l - 90, layout.height - margin.t - margin.b]
  const surface = solid.find((trace) => trace.type === 'surface')
  const [low, high] = span(finite(decode(surface?.z) ?? []))
  // A mark that nobody sees carries the colour bar.
  const bar = {
    type: 'scatter',
    mode: 'markers',
    x: [0.5],
    y: [0.5],
    marker: {
      opacity: 0,
      color: [low],
      cmin: low,
      cmax: high,
      colorscale: surface?.colorscale,
      showscale: Boolean(surface),
      colorbar: surface?.colorbar,
    },
    showlegend: false,
  }
  const { svg, labels } = sceneSvg(solid, layout, width, height)
  const image = {
    source: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: 1,
    sizex: 1,
    sizey: 1,
    sizing: 'stretch',
    layer: 'above',
  }
  const hidden = { visible: false, range: [0, 1] }
  const { scene: _, ...rest } = layout
  return {
    data: [...figure.data.filter((trace) => !is3d(trace)), bar],
    layout: {
      ...rest,
      margin: { ...margin, r: 90 },
      xaxis: hidden,
      yaxis: hidden,
      images: [...(layout.images ?? []), image],
      annotations: [...(layout.annotations ?? []), ...labels],
    },
  }
}
