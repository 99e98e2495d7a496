/** Lines of equal loss, and the way that descents took over them. */
import { checkName, checkOptions, expected } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import {
  around,
  asFunction,
  type Domain,
  domainOf,
  evaluate,
  type Grid,
  knowledge,
  logHeights,
  type Surface,
  wantsLog,
} from './grid.ts'
import { short } from './input.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { type Path, pathsOf } from './path.ts'
import { colorbar, counts, merge } from './theme.ts'

export interface ContourOptions extends ChartOptions {
  /** A stepper of `descent`, points [n, 2], several in a list, or `{ name: stepper or points }`. */
  path?: unknown
  /** [[x from, x to], [y from, y to]]. @default the objective's own, else around the path, else [[-5, 5], [-5, 5]] */
  domain?: Domain
  /** How many levels. @default 18 */
  levels?: number
  /** Points to mark as minima. @default the objective's own */
  minima?: readonly (readonly number[])[]
  /** Levels equally spaced in the loss, or in its logarithm above the lowest point. @default 'log' where most of the picture would be flat */
  scale?: 'linear' | 'log'
  /** Grid points along each axis. @default 61 */
  resolution?: number
  /** What the height is. @default 'loss' */
  valueName?: string
}

const known = [...chartOptions, 'path', 'domain', 'levels', 'minima', 'scale', 'resolution', 'valueName']

// On the blue ground of the contours.
const pathColors = ['#d55e00', '#c2609a', '#e8a317', '#009e73', '#9a6bd1', '#8a8a8a']
const pathDashes = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot']

/** The traces of a path: the way, the start as a ring, the present point as a star. */
export function pathTraces({ name, points, losses }: Path, k: number, axes: Trace = {}): Trace[] {
  const color = pathColors[k % pathColors.length]!
  const x = points.map((point) => point[0]!)
  const y = points.map((point) => point[1]!)
  const label = name || 'path'
  const halo = { color: '#ffffff', width: 1 }
  const end = points.length - 1
  return [
    {
      type: 'scatter',
      mode: points.length <= 200 ? 'lines+markers' : 'lines',
      name: label,
      x,
      y,
      line: { color, width: 2, dash: pathDashes[k % pathDashes.length] },
      marker: { size: 5, color, line: { ...halo, width: 0.5 } },
      ...(losses && { customdata: losses }),
      hovertemplate: `step %{pointNumber}<br>(%{x:.4~g}, %{y:.4~g})${losses ? '<br>loss %{customdata:.4~g}' : ''}<extra>${label}</extra>`,
      legendgroup: label,
      ...axes,
    },
    {
      type: 'scatter',
      mode: 'markers',
      name: 'start and now',
      x: [x[0], x[end]],
      y: [y[0], y[end]],
      marker: {
        size: [10, 13],
        symbol: ['circle-open', 'star'],
        color,
        line: { color: ['#d55e00', '#fff'].map((c, i) => (i ? c : color)), width: [2.5, 1] },
      },
      hoverinfo: 'skip',
      showlegend: false,
      legendgroup: label,
      ...axes,
    },
  ]
}

/** The contour itself: pale where the loss is low. */
export function contourTrace(
  grid: Grid,
  options: { levels?: number; scale?: 'linear' | 'log'; valueName?: string } = {},
): Trace {
  const { levels = 18, valueName = 'loss' } = options
  const log = options.scale ? options.scale === 'log' : wantsLog(grid)
  const finite = grid.z.flat().filter(Number.isFinite)
  const low = finite.reduce((a, b) => Math.min(a, b), Infinity)
  const z = log ? logHeights(grid, low) : grid.z
  const heights = log ? z.flat().filter(Number.isFinite) : finite
  const from = heights.reduce((a, b) => Math.min(a, b), Infinity)
  const to = heights.reduce((a, b) => Math.max(a, b), -Infinity)
  const ticks = Array.from({ length: 5 }, (_, i) => from + ((to - from) * i) / 4)
  return {
    type: 'contour',
    x: grid.x,
    y: grid.y,
    z,
    ncontours: levels,
    autocontour: false,
    contours: { start: from, end: to, size: (to - from) / levels || 1, coloring: 'fill' },
    line: { width: 0.7, color: 'rgba(255,255,255,0.55)', smoothing: 0 },
    colorscale: counts,
    zmin: from,
    zmax: to,
    colorbar: colorbar(
      valueName,
      log ? { tickvals: ticks, ticktext: ticks.map((tick) => short(Number((10 ** tick + low).toPrecision(2)))) } : {},
    ),
    ...(log && { customdata: grid.z }),
    hovertemplate: `(%{x:.3~g}, %{y:.3~g})<br>${valueName} %{${log ? 'customdata' : 'z'}:.4~g}<extra></extra>`,
  }
}

/** Where known minima are. */
export function minimaTrace(minima: readonly (readonly number[])[], axes: Trace = {}): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'minimum',
    x: minima.map((at) => at[0]),
    y: minima.map((at) => at[1]),
    marker: { symbol: 'x', size: 9, color: '#009e73', line: { width: 1, color: '#fff' } },
    hovertemplate: 'minimum (%{x:.4~g}, %{y:.4~g})<extra></extra>',
    ...axes,
  }
}

/** Which part of the plane to show. */
export function domainFor(of: unknown, paths: Path[], given?: Domain): Domain {
  if (given) return domainOf(given)
  const own = knowledge(of).domain
  if (own?.length === 2) return own
  return (
    around(paths.flatMap((path) => path.points)) ?? [
      [-5, 5],
      [-5, 5],
    ]
  )
}

/**
 * Draws the lines of equal loss of a function of two parameters, and the way of one or more descents over it.
 * @param of an objective of `descent`, `(x, y) => z`, or `([x, y]) => z`
 * @example plot.contour(descent.rosenbrock, { path: d })
 * @example plot.contour(f, { path: { momentum: a, adam: b }, domain: [[-2, 2], [-1, 3]] })
 */
export function contour(of: Surface, options: ContourOptions = {}): Figure {
  checkOptions('plot.contour', options, known)
  if (options.scale) checkName('scale', options.scale, ['linear', 'log'])
  if (options.levels !== undefined && !(options.levels >= 2))
    throw expected('`levels` to be a number ≥ 2', options.levels)
  const f = asFunction(of)
  const paths = pathsOf(options.path).filter(({ points }) => points.length > 0)
  const flat = paths.find((path) => path.points.some((point) => point.length !== 2))
  if (flat)
    throw expected(
      'a path of two parameters',
      `${flat.points[0]!.length} parameters`,
      'Show the descent itself: it draws slices.',
    )
  const domain = domainFor(of, paths, options.domain)
  const grid = evaluate(f, domain, options.resolution)
  const minima =
    options.minima ??
    knowledge(of)
      .minima?.map((one) => one.at)
      .filter((at) => at.length === 2) ??
    []
  const data = [contourTrace(grid, options), ...(minima.length ? [minimaTrace(minima)] : [])]
  data.push(...paths.flatMap((path, k) => pathTraces(path, k)))
  const [nameX, nameY] = knowledge(of).parameterNames ?? ['θ<sub>1</sub>', 'θ<sub>2</sub>']
  const layout = merge(
    layoutOf({ x: nameX, y: nameY, ...options }),
    {
      height: options.height ?? 480,
      xaxis: { range: domain[0], showgrid: false, zeroline: false },
      yaxis: { range: domain[1], showgrid: false, zeroline: false },
      hovermode: 'closest',
      legend: { orientation: 'h', x: 0, y: 1.01, yanchor: 'bottom' },
      margin: { t: options.title ? 80 : 44 },
    },
    options.layout,
  )
  const ends = paths.map(
    ({ name, points, steps }) =>
      `${name || 'path'}: ${steps} ${steps === 1 ? 'step' : 'steps'} to (${points.at(-1)?.map(short).join(', ')})`,
  )
  const lowest = grid.z.flat().reduce((a, b) => Math.min(a, Number.isFinite(b) ? b : a), Infinity)
  return new Figure({
    data,
    layout,
    description: `Contour plot${options.title ? ` “${options.title}”` : ''} of ${of.name || 'a function'}, lowest shown ${short(lowest)}${ends.length ? `; ${ends.join('; ')}` : ''}`,
  })
}
