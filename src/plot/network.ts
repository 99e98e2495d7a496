/** A network as a drawing: a column of units a layer, every connection a line. */
import { checkOptions, expected } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { isModel } from './layers.ts'
import { type ChartOptions, chartOptions } from './options.ts'
import { merge, neutralInk, paleBlue, palette } from './theme.ts'

export interface NetworkOptions extends Omit<ChartOptions, 'x' | 'y'> {
  /** Units drawn in a layer; of more, the middle ones are dots. @default 8 */
  units?: number
}

interface Column {
  name: string
  note: string
  size: number
  /** Whether every unit is joined to every unit before it. */
  dense: boolean
}

function columnsOf(value: unknown): Column[] {
  if (Array.isArray(value)) {
    const bad = value.find((size) => !(Number.isInteger(size) && size > 0))
    if (bad !== undefined || value.length < 2)
      throw expected('at least two layer sizes > 0', value, 'E.g. plot.network([784, 512, 10]).')
    return value.map((size, i) => ({
      name: i === 0 ? 'input' : i === value.length - 1 ? 'output' : `hidden ${i}`,
      note: String(size),
      size,
      dense: true,
    }))
  }
  if (!isModel(value)) throw expected('a model, or layer sizes such as [784, 512, 10]', value)
  const sizeOf = (shape: unknown) =>
    Array.isArray(shape) ? (shape.filter((n) => typeof n === 'number') as number[]) : []
  const input = sizeOf(value.inputs[0]?.shape)
  const columns: Column[] = [
    { name: 'input', note: input.join(' × '), size: input.reduce((a, b) => a * b, 1), dense: false },
  ]
  for (const layer of value.layers) {
    const kind = layer.getClassName()
    if (kind === 'InputLayer') continue
    const shape = sizeOf(layer.outputShape)
    const config = layer.getConfig() as Record<string, unknown>
    const activation =
      typeof config.activation === 'string' && config.activation !== 'linear' ? `<br>${config.activation}` : ''
    const rate = kind === 'Dropout' && typeof config.rate === 'number' ? `<br>${Math.round(100 * config.rate)} %` : ''
    const parameters = layer.countParams()
    columns.push({
      name: kind.toLowerCase(),
      note: `${shape.join(' × ')}${activation}${rate}${parameters ? `<br>${parameters.toLocaleString('en')} parameters` : ''}`,
      size: shape.at(-1) ?? 1,
      dense: kind === 'Dense',
    })
  }
  return columns
}

/** Heights of the units drawn, from the middle; a gap where units are left out. */
function unitHeights(size: number, most: number): { heights: number[]; cut: boolean } {
  const cut = size > most
  const count = cut ? most : size
  const slots = cut ? most + 1 : count
  const heights: number[] = []
  for (let i = 0; i < slots; i++) if (!cut || i !== Math.floor(most / 2)) heights.push((slots - 1) / 2 - i)
  return { heights, cut }
}

/**
 * Draws a network: layers from left to right with sizes, activations and numbers of parameters.
 * @param value a model, or layer sizes
 * @example plot.network([784, 512, 256, 10])
 */
export function network(value: unknown, options: NetworkOptions = {}): Figure {
  checkOptions('plot.network', options, [...chartOptions.filter((n) => n.length > 1), 'units'])
  const columns = columnsOf(value)
  const most = options.units ?? 8
  const placed = columns.map(({ size }) => unitHeights(size, most))
  const edges: Trace = {
    type: 'scatter',
    mode: 'lines',
    x: [],
    y: [],
    line: { color: 'rgba(128,128,128,0.35)', width: 0.8 },
    hoverinfo: 'skip',
  }
  for (let i = 1; i < columns.length; i++) {
    const [from, to] = [placed[i - 1]!.heights, placed[i]!.heights]
    for (const [a, y0] of from.entries()) {
      for (const [b, y1] of to.entries()) {
        // What is not dense passes values on: each unit to its counterpart.
        if (!columns[i]!.dense && a !== Math.round((b * (from.length - 1)) / Math.max(1, to.length - 1))) continue
        edges.x.push(i - 1, i, null)
        edges.y.push(y0, y1, null)
      }
    }
  }
  const units = columns.map(
    ({ name, note }, i): Trace => ({
      type: 'scatter',
      mode: 'markers',
      x: placed[i]!.heights.map(() => i),
      y: placed[i]!.heights,
      marker: {
        size: 17,
        color: i === 0 ? paleBlue : palette[i === columns.length - 1 ? 1 : 0],
        line: { color: '#fff', width: 1 },
      },
      hovertemplate: `${name}<br>${note}<extra></extra>`,
    }),
  )
  const reach = Math.max(...placed.flatMap(({ heights }) => heights.map(Math.abs)))
  const note = (i: number, y: number, text: string, yanchor: string, size: number) => ({
    x: i,
    y,
    text,
    showarrow: false,
    yanchor,
    font: { size },
  })
  const small = columns.length > 6 ? 10 : 12
  const layout = merge(
    {
      ...(options.title && { title: options.title }),
      ...(options.width && { width: options.width }),
      height: options.height ?? 460,
      showlegend: false,
      hovermode: 'closest',
      margin: { l: 10, r: 10, t: options.title ? 50 : 10, b: 10 },
      xaxis: { visible: false, range: [-0.5, columns.length - 0.5] },
      yaxis: { visible: false, range: [-reach - 2.6, reach + 1.4] },
      annotations: [
        ...columns.map(({ name }, i) => note(i, reach + 0.6, `<b>${name}</b>`, 'bottom', small + 1)),
        ...columns.map((column, i) => note(i, -reach - 0.6, column.note, 'top', small)),
        ...placed.flatMap(({ cut }, i) =>
          cut ? [{ ...note(i, 0, '⋮', 'middle', 22), font: { size: 22, color: neutralInk } }] : [],
        ),
      ],
    },
    options.layout,
  )
  return new Figure({
    data: [edges, ...units],
    layout,
    description: `Network: ${columns.map(({ name, size }) => `${name} ${size}`).join(' → ')}`,
  })
}
