/** A function of two numbers as a landscape. */
import { checkOptions, expected } from '../errors.ts'
import { domainFor } from './contour.ts'
import { Figure, type Trace } from './figure.ts'
import { asFunction, type Domain, evaluate, type Grid, knowledge, type Surface } from './grid.ts'
import { isTensor, matrix, short } from './input.ts'
import { pathsOf } from './path.ts'
import { colorbar, merge, sequential } from './theme.ts'

export interface SurfaceOptions {
  title?: string
  /** Names of the axes, with units. */
  x?: string
  y?: string
  z?: string
  /** A stepper of `descent`, points [n, 2], several in a list, or `{ name: stepper or points }`. */
  path?: unknown
  /** [[x from, x to], [y from, y to]]. @default the objective's own, else [[-5, 5], [-5, 5]] */
  domain?: Domain
  /** Grid points along each axis. @default 33 */
  resolution?: number
  width?: number
  height?: number
  layout?: Record<string, any>
}

const known = ['title', 'x', 'y', 'z', 'path', 'domain', 'resolution', 'width', 'height', 'layout']

/**
 * Draws a function of two numbers, or a matrix of heights, as a landscape to turn with the mouse.
 * @param of an objective of `descent`, `(x, y) => z`, or a matrix
 * @example plot.surface((x, y) => x ** 2 - y ** 2, { domain: [[-1, 1], [-1, 1]] })
 */
export function surface(of: Surface | unknown[] | object, options: SurfaceOptions = {}): Figure {
  checkOptions('plot.surface', options, known)
  const paths = pathsOf(options.path).filter(({ points }) => points.length > 0)
  const grid = gridOf(of, options, paths)
  const f = typeof of === 'function' ? asFunction(of) : undefined
  const heights = grid.z.flat().filter(Number.isFinite)
  if (!heights.length) throw expected('at least one finite height', of)
  const [low, high] = [
    heights.reduce((a, b) => Math.min(a, b), Infinity),
    heights.reduce((a, b) => Math.max(a, b), -Infinity),
  ]
  const name = options.z ?? 'loss'
  const data: Trace[] = [
    {
      type: 'surface',
      ...grid,
      colorscale: sequential,
      colorbar: colorbar(name),
      hovertemplate: `(%{x:.3~g}, %{y:.3~g})<br>${name} %{z:.4~g}<extra></extra>`,
    },
    ...paths.map(({ name: label, points, losses }, k) => ({
      type: 'scatter3d',
      mode: 'lines+markers',
      name: label || 'path',
      x: points.map((p) => p[0]),
      y: points.map((p) => p[1]),
      z: losses ?? points.map((p) => f?.(p[0]!, p[1]!) ?? low),
      line: { color: ['#d55e00', '#1a1a1a', '#c2609a'][k % 3], width: 5 },
      marker: { size: 3, color: ['#d55e00', '#1a1a1a', '#c2609a'][k % 3] },
    })),
  ]
  const [nameX, nameY] = knowledge(of).parameterNames ?? ['θ<sub>1</sub>', 'θ<sub>2</sub>']
  const axis = (title: string) => ({
    title: { text: title },
    gridcolor: 'rgba(128,128,128,0.35)',
    showbackground: false,
  })
  const layout = merge(
    {
      ...(options.title && { title: options.title }),
      ...(options.width && { width: options.width }),
      height: options.height ?? 500,
      margin: { l: 10, r: 10, b: 10 },
      scene: {
        xaxis: axis(options.x ?? nameX ?? 'x'),
        yaxis: axis(options.y ?? nameY ?? 'y'),
        zaxis: axis(name),
        aspectmode: 'manual',
        aspectratio: { x: 1, y: 1, z: 0.7 },
        camera: { eye: { x: 1.4, y: -1.4, z: 1.0 } },
      },
      showlegend: false,
    },
    options.layout,
  )
  const title = options.title ? ` “${options.title}”` : ''
  return new Figure({
    data,
    layout,
    description: `Surface${title}: ${grid.z.length} × ${grid.z[0]?.length ?? 0} heights from ${short(low)} to ${short(high)}`,
  })
}

function gridOf(of: unknown, options: SurfaceOptions, paths: ReturnType<typeof pathsOf>): Grid {
  if (Array.isArray(of) || isTensor(of)) {
    const z = matrix(of, 'the heights').map((row) => Array.from(row))
    const [[x0, x1], [y0, y1]] = options.domain ?? [
      [0, (z[0]?.length ?? 1) - 1],
      [0, z.length - 1],
    ]
    const spread = (count: number, from: number, to: number) =>
      Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(1, count - 1))
    return { x: spread(z[0]?.length ?? 0, x0, x1), y: spread(z.length, y0, y1), z }
  }
  return evaluate(asFunction(of), domainFor(of, paths, options.domain), options.resolution ?? 33)
}
