/** What convolutions look for, and where attention looks. */
import { wholeNumber } from '../data/numbers.ts'
import { checkOptions, expected } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { extent, isList, isTensor, matrix, short, type TensorLike, valuesOf } from './input.ts'
import { isModel } from './layers.ts'
import { type ChartOptions, chartOptions } from './options.ts'
import { grid } from './panels.ts'
import { colorbar, counts, diverging, merge } from './theme.ts'

export interface FiltersOptions extends Omit<ChartOptions, 'x' | 'y'> {
  /** Which input channel. @default 0 */
  channel?: number
  /** At most this many filters. @default 32 */
  count?: number
}

/** The first 4-D kernel in what people pass: a tensor, a layer, a model. */
function kernelOf(value: unknown): TensorLike {
  if (isTensor(value)) return value
  const layers = isModel(value) ? value.layers : [value as { getWeights?(): TensorLike[] }]
  for (const layer of layers) {
    const kernel = layer?.getWeights?.().find((weight) => weight.shape.length === 4)
    if (kernel) return kernel
  }
  throw expected('a convolution kernel [height, width, in, out], a layer or a model that has one', value)
}

const tile = { x: { visible: false, constrain: 'domain' }, y: { visible: false, autorange: 'reversed' } }

/**
 * Draws the filters of a convolution: blue where it wants light, orange where it wants dark.
 * @param value kernel tensor [height, width, in channels, filters], a layer, or a model (its first convolution)
 * @example plot.filters(model.layers[0])
 */
export function filters(value: unknown, options: FiltersOptions = {}): Figure {
  checkOptions('plot.filters', options, [...chartOptions.filter((n) => n.length > 1), 'channel', 'count'])
  const kernel = kernelOf(value)
  if (kernel.shape.length !== 4) throw expected('a kernel of shape [height, width, in, out]', kernel)
  const [height, width, inputs, outputs] = kernel.shape as [number, number, number, number]
  const channel = options.channel ?? 0
  if (!(Number.isInteger(channel) && channel >= 0 && channel < inputs))
    throw expected(`\`channel\` to be a whole number between 0 and ${inputs - 1}`, channel)
  const count = Math.min(outputs, options.count === undefined ? 32 : wholeNumber('count', options.count, 0))
  const data = valuesOf(kernel, 'the kernel')
  const { low, high } = extent(data)
  const most = low <= high ? Math.max(Math.abs(low), Math.abs(high)) || 1 : 1
  const panels = grid(
    Array.from({ length: count }, (_, k) => String(k)),
    8,
    tile,
    96,
  )
  const traces = Array.from(
    { length: count },
    (_, k): Trace => ({
      type: 'heatmap',
      z: Array.from({ length: height }, (_, r) =>
        Array.from({ length: width }, (_, c) => data[((r * width + c) * inputs + channel) * outputs + k]!),
      ),
      colorscale: diverging,
      zmin: -most,
      zmax: most,
      showscale: k === 0,
      colorbar: colorbar('weight'),
      hovertemplate: `filter ${k}, row %{y}, column %{x}<br>weight %{z:.3~g}<extra></extra>`,
      ...panels.axes[k],
    }),
  )
  const layout = merge(
    panels.layout,
    { title: options.title ?? 'Filters', margin: { t: 80, l: 20, b: 20 } },
    { height: options.height, width: options.width },
    options.layout,
  )
  for (const [key, axis] of Object.entries(layout)) if (/^yaxis/.test(key)) axis.scaleanchor = key.replace('yaxis', 'x')
  return new Figure({
    data: traces,
    layout,
    description: `${count} of ${outputs} filters of ${height} × ${width}, weights up to ±${short(most)}`,
  })
}

export interface AttentionOptions extends Omit<ChartOptions, 'x' | 'y'> {
  /** The words or tokens that look: names of the rows. */
  tokens?: readonly string[]
  /** The words or tokens looked at: names of the columns. @default the same */
  keys?: readonly string[]
}

/**
 * Draws attention: each row is a token, its cells say how much it looks at each other token. One panel a head.
 * @param value weights [tokens, tokens] or [heads, tokens, tokens]
 * @example plot.attention(weights, { tokens: ['the', 'cat', 'sat'] })
 */
export function attention(value: unknown, options: AttentionOptions = {}): Figure {
  checkOptions('plot.attention', options, [...chartOptions.filter((n) => n.length > 1), 'tokens', 'keys'])
  const heads = headsOf(value)
  const [rows, columns] = [heads[0]!.length, heads[0]![0]?.length ?? 0]
  const tokens = options.tokens ?? Array.from({ length: rows }, (_, i) => String(i))
  const keys =
    options.keys ??
    (options.tokens && columns === rows ? options.tokens : Array.from({ length: columns }, (_, i) => String(i)))
  if (tokens.length !== rows) throw expected(`${rows} \`tokens\`, one a row`, tokens.length)
  for (const [name, words] of Object.entries({ tokens, keys })) {
    const bad = Array.from(words).findIndex((word) => typeof word !== 'string' && typeof word !== 'number')
    if (bad >= 0) throw expected(`\`${name}\` to be words`, words[bad], `Look at entry ${bad}.`)
  }
  if (keys.length !== columns) throw expected(`${columns} \`keys\`, one a column`, keys.length)
  // The same word may come twice, and axes take equal names for one: positions, labelled.
  const ticks = (names: readonly string[]) => ({
    tickvals: names.map((_, i) => i),
    ticktext: [...names],
    showgrid: false,
    zeroline: false,
  })
  const titles = heads.length > 1 ? heads.map((_, i) => `head ${i}`) : ['']
  const panels = grid(
    titles,
    heads.length > 4 ? 3 : Math.min(2, heads.length),
    { x: { ...ticks(keys), nticks: undefined }, y: { ...ticks(tokens), nticks: undefined, autorange: 'reversed' } },
    heads.length > 1 ? 260 : 360,
  )
  const data = heads.map(
    (z, i): Trace => ({
      type: 'heatmap',
      z,
      ...(rows * columns <= 2500 && { customdata: tokens.map((token) => keys.map((key) => `${token} → ${key}`)) }),
      colorscale: counts,
      zmin: 0,
      zmax: Math.max(0, ...z.map((row) => extent(row).high)) || 1,
      xgap: 1,
      ygap: 1,
      showscale: i === 0 && heads.length === 1,
      colorbar: colorbar('attention'),
      hovertemplate: `${rows * columns <= 2500 ? '%{customdata}' : 'token %{y} → %{x}'}: %{z:.3~g}<extra></extra>`,
      ...panels.axes[i],
    }),
  )
  const layout = merge(
    panels.layout,
    { title: options.title ?? 'Attention', margin: { t: heads.length > 1 ? 88 : 56 } },
    { height: options.height, width: options.width },
    options.layout,
  )
  return new Figure({
    data,
    layout,
    description: `Attention of ${heads.length} ${heads.length === 1 ? 'head' : 'heads'} over ${rows} × ${columns} tokens`,
  })
}

function headsOf(value: unknown): ArrayLike<number>[][] {
  if (isTensor(value)) {
    const shape = value.shape.length === 4 && value.shape[0] === 1 ? value.shape.slice(1) : value.shape
    if (shape.length === 2) return [matrix(value, 'the attention')]
    if (shape.length !== 3) throw expected('attention of shape [tokens, tokens] or [heads, tokens, tokens]', value)
    const [heads, rows, columns] = shape as [number, number, number]
    const data = valuesOf(value, 'the attention')
    const row = (h: number, r: number) =>
      Array.prototype.slice.call(data, (h * rows + r) * columns, (h * rows + r + 1) * columns) as number[]
    return Array.from({ length: heads }, (_, h) => Array.from({ length: rows }, (_, r) => row(h, r)))
  }
  if (!Array.isArray(value) || !value.length)
    throw expected('attention of shape [tokens, tokens] or [heads, tokens, tokens]', value)
  const deep = value.every((head) => isTensor(head) || (isList(head) && (isList(head[0]) || isTensor(head[0]))))
  return deep ? value.map((head) => matrix(head, 'the attention of a head')) : [matrix(value, 'the attention')]
}
