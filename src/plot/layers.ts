/** What stands in a network, layer by layer: weights, activations, gradients. */
import { checkOptions, expected } from '../errors.ts'
import { tf } from '../tf.ts'
import { Figure, type Trace } from './figure.ts'
import { countBins } from './histogram.ts'
import { isTensor, predicted, short, valuesOf } from './input.ts'
import { flatNumbers } from './named.ts'
import { type ChartOptions, chartOptions } from './options.ts'
import { grid } from './panels.ts'
import { merge, palette } from './theme.ts'

export interface Layer {
  name: string
  values: ArrayLike<number>
}

type Model = tf.LayersModel

export const isModel = (value: unknown): value is Model =>
  typeof value === 'object' &&
  value !== null &&
  Array.isArray((value as Model).layers) &&
  typeof (value as Model).predict === 'function'

/** Named bags of numbers: `{ name: tensor }`, `[{ name, values }]`. */
export function layersOf(value: unknown, what: string): Layer[] {
  if (
    Array.isArray(value) &&
    value.every((one) => one && typeof one === 'object' && 'name' in one && 'values' in one)
  ) {
    return value.map(({ name, values }) => ({ name, values: flatNumbers(values, `\`${name}\``) }))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isTensor(value))
    throw expected(what, value)
  return Object.entries(value).map(([name, one]) => ({ name, values: flatNumbers(one, `\`${name}\``) }))
}

/** The kernels of a model: every weight with two or more dimensions. */
export function kernelsOf(model: Model): Layer[] {
  return model.layers.flatMap((layer) =>
    layer.getWeights().flatMap((weight, i, all) =>
      weight.rank > 1
        ? [
            {
              name: all.filter((w) => w.rank > 1).length > 1 ? `${layer.name} ${i}` : layer.name,
              values: valuesOf(weight, `the weights of ${layer.name}`),
            },
          ]
        : [],
    ),
  )
}

function moments(values: ArrayLike<number>) {
  let [sum, zeros, n] = [0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) continue
    sum += values[i]!
    n++
    if (values[i] === 0) zeros++
  }
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i]!)) squares += (values[i]! - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / n), zeros: zeros / n, bad: values.length - n }
}

/** One histogram a layer, with its standard deviation and share of zeros. */
function histograms(layers: Layer[], title: string, axis: string, options: ChartOptions): Figure {
  const stats = layers.map(({ values }) => moments(values))
  const titles = layers.map(
    ({ name }, i) =>
      `${name}<br><span style="font-size:11px">${Number.isFinite(stats[i]!.deviation) ? `σ ${short(stats[i]!.deviation)}` : 'no finite value'}${stats[i]!.zeros > 0.005 ? `, ${(100 * stats[i]!.zeros).toFixed(0)} % zero` : ''}</span>`,
  )
  // Small and few: in a panel of 130 pixels plotly.js would turn the labels, each panel's another way.
  const x = { nticks: 4, tickangle: 0, tickfont: { size: 11 }, exponentformat: 'power' }
  const panels = grid(titles, 4, { y: { showticklabels: false, showgrid: false }, x })
  const data = layers.map(({ values }, i): Trace => {
    const { edges, counts } = countBins([values], 40)
    const width = edges[1]! - edges[0]!
    // Values that differ only in their last digits have long labels.
    const [low, high] = [edges[0]!, edges.at(-1)!]
    if (high - low < 0.01 * Math.max(Math.abs(low), Math.abs(high))) panels.layout[`xaxis${i ? i + 1 : ''}`].nticks = 2
    return {
      type: 'bar',
      x: edges.slice(0, -1).map((edge) => edge + width / 2),
      y: counts[0],
      width,
      marker: { color: palette[0], line: { width: 0 } },
      hovertemplate: `${axis} about %{x:.3~g}: %{y}<extra></extra>`,
      ...panels.axes[i],
    }
  })
  const margin = options.title || title ? { t: 96 } : {}
  const layout = merge(
    panels.layout,
    { title: options.title ?? title, showlegend: false, bargap: 0, margin },
    { height: options.height, width: options.width },
    options.layout,
  )
  for (let i = 0; i < layers.length; i++) layout[`xaxis${i ? i + 1 : ''}`].title = i >= layers.length - 4 ? axis : ''
  const text = layers.map(
    ({ name }, i) =>
      `${name} ${Number.isFinite(stats[i]!.deviation) ? `σ ${short(stats[i]!.deviation)}` : 'without a finite value'}${stats[i]!.bad ? ` (${stats[i]!.bad} NaN or infinite)` : ''}`,
  )
  return new Figure({
    data,
    layout,
    description: `${options.title ?? title}, ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}: ${text.join(', ') || 'no layer'}`,
  })
}

/**
 * Draws how the weights of each layer are distributed.
 * @param value a model, `{ name: tensor, … }`, or `[{ name, values }]` as a stepper of `descent` gives them
 * @example plot.weights(model)
 */
export function weights(value: unknown, options: ChartOptions = {}): Figure {
  checkOptions('plot.weights', options, chartOptions)
  const layers = isModel(value) ? kernelsOf(value) : layersOf(value, 'a model, or an object of named weights')
  return histograms(layers, 'Weights by layer', 'weight', options)
}

/**
 * Draws how the outputs of each layer are distributed over some examples: all near zero, saturated or dead units show at once.
 * @param model a model @param x examples, tensor [n, …]; the first 256 are used. Or only `{ name: tensor, … }`
 * @example plot.activations(model, test.x)
 */
export function activations(model: unknown, x?: unknown, options: ChartOptions = {}): Figure {
  if (!isModel(model)) {
    const last = (x ?? options) as ChartOptions
    checkOptions('plot.activations', last, chartOptions)
    return histograms(
      layersOf(model, 'a model and examples, or an object of named activations'),
      'Activations by layer',
      'activation',
      last,
    )
  }
  checkOptions('plot.activations', options, chartOptions)
  const layers = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer')
  if (!layers.length) throw expected('a model with layers', model, 'Add layers first: model.add(tf.layers.dense(…)).')
  if (!isTensor(x)) throw expected('examples as a tensor of shape [n, …]', x, 'E.g. plot.activations(model, test.x).')
  const found = tf.tidy(() => {
    const probe = tf.model({ inputs: model.inputs, outputs: layers.map((layer) => layer.output as tf.SymbolicTensor) })
    const some = (x as tf.Tensor).slice(0, Math.min(256, x.shape[0]!))
    const out = predicted(() => probe.predict(some), some)
    return (Array.isArray(out) ? out : [out]).map((tensor, i) => ({ name: layers[i]!.name, values: tensor.dataSync() }))
  })
  return histograms(found, 'Activations by layer', 'activation', options)
}

/**
 * Draws how large the gradients of each layer are, on a logarithmic axis: vanishing and exploding gradients are slopes.
 * @param value `{ name: gradient, … }` or `[{ name, values }]`, first layer first
 * @example plot.gradientFlow(stepper.gradients())
 */
export function gradientFlow(value: unknown, options: ChartOptions = {}): Figure {
  checkOptions('plot.gradientFlow', options, chartOptions)
  const source = value as { gradients?: () => unknown }
  const layers = layersOf(
    typeof source?.gradients === 'function' ? source.gradients() : value,
    'gradients by layer, as `{ name: gradient, … }`',
  )
  const sizes = layers.map(({ values }) => {
    let [sum, most, n] = [0, 0, 0]
    for (let i = 0; i < values.length; i++) {
      const size = Math.abs(values[i]!)
      if (!Number.isFinite(size)) continue
      sum += size
      n++
      most = Math.max(most, size)
    }
    return { mean: sum / n, most, bad: values.length - n }
  })
  const names = layers.map(({ name }) => name)
  const trace = (name: string, y: number[], k: number): Trace => ({
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: names,
    y: y.map((v) => (v > 0 ? v : Number.NaN)),
    line: { color: palette[k], dash: k ? 'dash' : 'solid', width: 2.2 },
    marker: { size: 9, symbol: k ? 'diamond' : 'circle' },
    hovertemplate: '%{y:.3~g}',
  })
  const layout = merge(
    {
      title: options.title ?? 'Gradient flow',
      height: options.height,
      width: options.width,
      hovermode: 'x unified',
      xaxis: { type: 'category', title: options.x ?? 'layer, first to last' },
      yaxis: { type: 'log', title: options.y ?? '|gradient|', exponentformat: 'power' },
    },
    options.layout,
  )
  const text = layers.map(
    ({ name }, i) =>
      `${name} ${sizes[i]!.mean > 0 ? short(sizes[i]!.mean) : '0'}${sizes[i]!.bad ? ` (${sizes[i]!.bad} NaN or infinite)` : ''}`,
  )
  return new Figure({
    data: [
      trace(
        'mean',
        sizes.map((s) => s.mean),
        0,
      ),
      trace(
        'largest',
        sizes.map((s) => s.most),
        1,
      ),
    ],
    layout,
    description: `Gradient flow, mean |gradient| by layer: ${text.join(', ')}`,
  })
}
