/** The loss while the learning rate grows: where it falls fastest is a good rate. */
import { checkOptions, expected } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { extent, numbers, sameLength, short } from './input.ts'
import { type ChartOptions, chartOptions, layoutOf } from './options.ts'
import { merge, paleBlue, palette } from './theme.ts'

export interface LearningRateSearch {
  learningRates: unknown
  losses: unknown
  /** The rate to recommend. @default where the smoothed loss falls fastest */
  suggestion?: number
}

/** A running mean that starts unbiased, as the search averages its noisy losses (Smith, 2017; β = 0.9). */
export function smooth(values: ArrayLike<number>, beta = 0.9): number[] {
  let mean = 0
  return Array.from(values, (value, i) => {
    mean = beta * mean + (1 - beta) * value
    return mean / (1 - beta ** (i + 1))
  })
}

/**
 * The rate where the loss falls fastest per decade of the rate, before it turns up for good. Measured over a sixth of the
 * search, not from one step to the next: the noise of single batches falls faster than any loss.
 */
export function steepest(rates: ArrayLike<number>, losses: number[]): number | undefined {
  let lowest = 0
  for (let i = 1; i < losses.length; i++) if (losses[i]! < losses[lowest]!) lowest = i
  const reach = Math.max(1, Math.round(losses.length / 12))
  let [best, slope] = [-1, 0]
  for (let i = 1; i < lowest; i++) {
    const [from, to] = [Math.max(0, i - reach), Math.min(losses.length - 1, i + reach)]
    const fall = (losses[to]! - losses[from]!) / (Math.log(rates[to]!) - Math.log(rates[from]!))
    // Near the start the span is shorter, and the running mean is still of a few batches.
    if (fall < slope && (i >= reach || lowest <= reach)) [best, slope] = [i, fall]
  }
  return best < 0 ? undefined : rates[best]
}

/**
 * Draws the search for a learning rate.
 * Source: L. Smith, "Cyclical Learning Rates for Training Neural Networks", 2017.
 * @param search `{ learningRates, losses }`, one of each a step
 */
export function learningRateFinder(search: LearningRateSearch, options: ChartOptions = {}): Figure {
  checkOptions('plot.learningRateFinder', options, chartOptions)
  const rates = numbers(search?.learningRates, '`learningRates`')
  const losses = numbers(search?.losses, '`losses`')
  sameLength(rates, '`learningRates`', losses, '`losses`')
  if (!rates.length)
    throw expected('at least one step of the search', search, 'E.g. await train.findLearningRate(model, set).')
  const bad = Array.from(rates).findIndex((rate) => !(rate > 0 && rate < Infinity))
  if (bad >= 0) throw expected('`learningRates` to be finite numbers > 0', rates[bad], `Look at entry ${bad}.`)
  const smoothed = smooth(losses)
  const suggestion = search.suggestion ?? steepest(rates, smoothed)
  const finite = smoothed.filter(Number.isFinite)
  const [low, start] = [extent(finite).low, finite[0] ?? 1]
  const curve = (name: string, y: ArrayLike<number>, line: object): Trace => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: rates,
    y,
    line,
    hovertemplate: 'learning rate %{x:.2~e}<br>loss %{y:.4~g}',
  })
  const data = [
    curve('each batch', losses, { color: paleBlue, width: 1 }),
    curve('smoothed', smoothed, { color: palette[0], width: 2.6 }),
  ]
  if (suggestion !== undefined) {
    let at = 0
    for (let i = 0; i < rates.length; i++)
      if (Math.abs(rates[i]! - suggestion) < Math.abs(rates[at]! - suggestion)) at = i
    data.push({
      type: 'scatter',
      mode: 'markers+text',
      name: 'falls fastest',
      x: [rates[at]],
      y: [smoothed[at]],
      text: [`lr ${short(suggestion)}`],
      textposition: 'top right', // the curve falls on the other side
      marker: { symbol: 'star', size: 14, color: palette[1] },
      hovertemplate: 'learning rate %{x:.2~e}',
    } as Trace)
  }
  const layout = merge(
    layoutOf({ title: 'Learning-rate search', x: 'learning rate', y: 'loss', ...options }),
    {
      hovermode: 'closest',
      xaxis: { type: 'log', exponentformat: 'power', dtick: 1 },
      // The blow-up at the end would flatten everything that matters.
      ...(finite.length && { yaxis: { range: [low - 0.1 * (start - low || 1), start + 0.5 * (start - low || 1)] } }),
    },
    options.layout,
  )
  return new Figure({
    data,
    layout,
    description: `Learning-rate search from ${short(rates[0] ?? NaN)} to ${short(rates[rates.length - 1] ?? NaN)}: loss ${suggestion === undefined ? 'never falls' : `falls fastest at ${short(suggestion)}`}`,
  })
}
