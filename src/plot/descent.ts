/** A descent as a picture: its way over the objective, and its loss. */

import { contourTrace, domainFor, minimaTrace, pathTraces } from './contour.ts'
import { Figure, type Trace } from './figure.ts'
import { asFunction, evaluate } from './grid.ts'
import { short } from './input.ts'
import { type Layout, merge, palette } from './theme.ts'

interface PathPoint {
  readonly index: number
  readonly parameters: readonly number[]
  readonly loss: number
}

/** What this needs of a stepper of `descent`. */
export interface DescentLike {
  readonly objective: {
    (x: readonly number[]): number
    readonly name: string
    readonly minima?: readonly { at: readonly number[] }[]
    readonly domain?: readonly (readonly [number, number])[]
    readonly parameterNames?: readonly string[]
  }
  readonly optimizer: { readonly name: string }
  readonly index: number
  readonly parameters: readonly number[]
  readonly loss: number
  path(most?: number): PathPoint[]
}

const left = { xaxis: 'x', yaxis: 'y' }

/** One parameter: the curve of the loss, the points of the path on it, the tangent at the present one. */
function slope(d: DescentLike, path: PathPoint[]): { data: Trace[]; layout: Layout } {
  const xs = path.map((point) => point.parameters[0]!).filter(Number.isFinite)
  const marks = [...xs, ...(d.objective.minima ?? []).map(({ at }) => at[0]!)]
  const [low, high] = [Math.min(...marks), Math.max(...marks)]
  const pad = 0.3 * (high - low || 2)
  const own = d.objective.domain?.[0] ?? [low - pad, high + pad]
  const range = [Math.min(own[0], low), Math.max(own[1], high)] as const
  const x = Array.from({ length: 161 }, (_, i) => range[0] + ((range[1] - range[0]) * i) / 160)
  const y = x.map((value) => d.objective([value]))
  const [at] = d.parameters as [number]
  const step = (range[1] - range[0]) * 1e-4
  const tangent = (d.objective([at + step]) - d.objective([at - step])) / (2 * step)
  const reach = (range[1] - range[0]) * 0.14
  return {
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        name: 'loss',
        x,
        y,
        line: { color: palette[0], width: 2.4 },
        hovertemplate: '(%{x:.4~g}, %{y:.4~g})<extra></extra>',
        ...left,
      },
      {
        type: 'scatter',
        mode: 'lines',
        name: 'slope',
        x: [at - reach, at + reach],
        y: [d.loss - tangent * reach, d.loss + tangent * reach],
        line: { color: palette[2], dash: 'dash', width: 1.8 },
        hoverinfo: 'skip',
        ...left,
      },
      ...pathTraces({ name: d.optimizer.name, points: path.map((p) => [p.parameters[0]!, p.loss]) }, 0, left),
    ],
    layout: { xaxis: { title: d.objective.parameterNames?.[0] ?? 'θ', range }, yaxis: { title: 'loss' } },
  }
}

/** Two parameters: contour and path. */
function valley(d: DescentLike, path: PathPoint[]): { data: Trace[]; layout: Layout } {
  const points = { name: d.optimizer.name, points: path.map((p) => p.parameters), losses: path.map((p) => p.loss) }
  const domain = domainFor(d.objective, [points])
  const grid = evaluate(asFunction(d.objective), domain, 51)
  const minima = (d.objective.minima ?? []).map(({ at }) => at).filter((at) => at.length === 2)
  const ground = { ...contourTrace(grid, { levels: 14 }), showscale: false, ...left }
  const [nameX, nameY] = d.objective.parameterNames ?? ['θ<sub>1</sub>', 'θ<sub>2</sub>']
  return {
    data: [ground, ...(minima.length ? [minimaTrace(minima, left)] : []), ...pathTraces(points, 0, left)],
    layout: { xaxis: { title: nameX, range: domain[0] }, yaxis: { title: nameY, range: domain[1] } },
  }
}

/** Many parameters: the loss along each one through the present point, as far as the path went (at most 6 that moved most). */
function slices(d: DescentLike, path: PathPoint[]): { data: Trace[]; layout: Layout } {
  const spans = d.parameters.map((_, k) => {
    const values = path.map((point) => point.parameters[k]!).filter(Number.isFinite)
    return Math.max(...values) - Math.min(...values)
  })
  const chosen = spans
    .map((_, k) => k)
    .sort((a, b) => spans[b]! - spans[a]!)
    .slice(0, 6)
  const widest = Math.max(...spans) || 1
  const data = chosen.map((k, i): Trace => {
    const x = Array.from({ length: 41 }, (_, j) => (widest * (j - 20)) / 20)
    return {
      type: 'scatter',
      mode: 'lines',
      name: d.objective.parameterNames?.[k] ?? `θ<sub>${k + 1}</sub>`,
      x,
      y: x.map((shift) => d.objective(d.parameters.map((value, j) => (j === k ? value + shift : value)))),
      line: { color: palette[i], dash: ['solid', 'dash', 'dot'][i % 3], width: 2 },
      hovertemplate: 'change %{x:.3~g}<br>loss %{y:.4~g}',
      ...left,
    }
  })
  return { data, layout: { xaxis: { title: 'change of one parameter' }, yaxis: { title: 'loss' } } }
}

/** The loss step by step, on a logarithmic axis where it spans more than a decade and stays positive. */
function lossCurve(path: PathPoint[]): { data: Trace; layout: Layout } {
  const losses = path.map((point) => point.loss)
  const finite = losses.filter(Number.isFinite)
  const log = finite.length > 0 && Math.min(...finite) > 0 && Math.max(...finite) > 10 * Math.min(...finite)
  return {
    data: {
      type: 'scatter',
      mode: path.length <= 60 ? 'lines+markers' : 'lines',
      name: 'loss',
      x: path.map((point) => point.index),
      y: losses,
      line: { color: palette[0], width: 2.2 },
      marker: { size: 5 },
      showlegend: false,
      hovertemplate: 'step %{x}<br>loss %{y:.5~g}<extra></extra>',
      xaxis: 'x2',
      yaxis: 'y2',
    },
    layout: {
      xaxis2: { title: 'step', domain: [0.62, 1], anchor: 'y2', nticks: 6 },
      yaxis2: { title: 'loss', anchor: 'x2', ...(log && { type: 'log', exponentformat: 'power', nticks: 6 }) },
    },
  }
}

/**
 * Draws where a descent went and how its loss fell: over a curve (one parameter), a contour (two) or slices (more).
 * @param d a stepper of `descent`
 */
export function descentFigure(d: DescentLike): Figure {
  const path = d.path(300)
  const dimension = d.parameters.length
  const flat = !path.some((point) => point.parameters.every(Number.isFinite))
  const main =
    flat || dimension > 60
      ? { data: [], layout: {} }
      : dimension === 1
        ? slope(d, path)
        : dimension === 2
          ? valley(d, path)
          : slices(d, path)
  const curve = lossCurve(path)
  const alone = main.data.length === 0
  const layout = merge(
    {
      height: 400,
      hovermode: 'closest',
      legend: { orientation: 'h', x: 0, y: 1.01, yanchor: 'bottom' },
      margin: { t: 40 },
    },
    { xaxis: { domain: [0, 0.52] }, yaxis: {} },
    main.layout,
    curve.layout,
    alone ? { xaxis2: { domain: [0, 1] }, xaxis: { visible: false }, yaxis: { visible: false } } : {},
  )
  return new Figure({
    data: [...main.data, curve.data],
    layout,
    description: `${d.optimizer.name} on ${d.objective.name}, step ${d.index}: loss ${short(d.loss)}${path[0] ? `, from ${short(path[0].loss)}` : ''}`,
  })
}
