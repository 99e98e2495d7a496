/** Learning curves: what training did epoch by epoch, beside what it did to data it had not seen. */
import { checkOptions, expected } from '../errors.ts'
import { Figure, type Trace } from './figure.ts'
import { gapsNote, isList, isTensor, short, valuesOf } from './input.ts'
import { type ChartOptions, chartOptions } from './options.ts'
import { heading } from './panels.ts'
import { gold, type Layout, merge, palette } from './theme.ts'

/** What `train.fit` gives back, or TensorFlow.js's own History: named columns with one number an epoch. */
export type HistoryLike = object

export interface HistoryOptions extends Omit<ChartOptions, 'x' | 'y'> {
  /** Which measures to draw, one panel each. @default all of them, loss first */
  metrics?: readonly string[]
  /** Logarithmic loss axis. @default false */
  log?: boolean
}

/** A measure on the training data and, where there is any, on the validation data. */
interface Panel {
  name: string
  train?: ArrayLike<number>
  validation?: ArrayLike<number>
}

const known = [...chartOptions.filter((name) => name !== 'x' && name !== 'y'), 'metrics', 'log']

/** 'valLoss' and 'val_loss' → 'loss'; undefined for a measure on the training data. */
function validated(name: string): string | undefined {
  const match = /^val_?([A-Za-z]\w*)$/.exec(name)
  if (!match || (name[3] !== '_' && name[3] !== name[3]?.toUpperCase())) return undefined
  return match[1]![0]!.toLowerCase() + match[1]!.slice(1)
}

/** The columns of any history, in the order they were measured. */
function columnsOf(value: HistoryLike): Record<string, ArrayLike<number>> {
  const own = value as Record<string, any>
  if (Array.isArray(own.metricNames))
    return Object.fromEntries(own.metricNames.map((name: string) => [name, own[name]]))
  const source = own.history && typeof own.history === 'object' ? own.history : own
  return Object.fromEntries(
    Object.entries(source as object).flatMap(([name, one]) => {
      const values = isTensor(one) ? valuesOf(one, `\`${name}\``) : one
      return isList(values) && Array.from(values).some((v) => typeof v === 'number') ? [[name, values]] : []
    }),
  )
}

/** The panels of a history: each measure with its validation twin. */
export function panelsOf(value: HistoryLike): Panel[] {
  const panels = new Map<string, Panel>()
  for (const [key, values] of Object.entries(columnsOf(value))) {
    if (['epoch', 'epochs', 'seconds', 'learningRate', 'stepLosses'].includes(key)) continue
    const name = validated(key) ?? key
    const panel = panels.get(name) ?? { name }
    panels.set(name, { ...panel, [validated(key) ? 'validation' : 'train']: values })
  }
  return [...panels.values()].sort((a, b) => Number(b.name === 'loss') - Number(a.name === 'loss'))
}

/** Index of the best epoch: lowest for losses and errors, highest for scores. */
function bestOf({ name, train, validation }: Panel): number {
  const values = Array.from(validation?.length ? validation : (train ?? []))
  const sign = /loss|error|mse|mae|perplexity/i.test(name) ? 1 : -1
  let best = -1
  for (const [i, value] of values.entries()) {
    if (Number.isFinite(value) && (best < 0 || sign * value < sign * values[best]!)) best = i
  }
  return best
}

const percentages = /accuracy|acc$|precision|recall|f1/i
const words = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

function tracesOf({ name, train, validation }: Panel, index: number, epochs: number[], best: number): Trace[] {
  const axes = { xaxis: `x${index || ''}`, yaxis: `y${index || ''}` }
  const format = percentages.test(name) ? '.2%' : '.4~g'
  const curve = (label: string, y: ArrayLike<number>, color: string, dash: string): Trace => ({
    type: 'scatter',
    mode: y.length <= 30 ? 'lines+markers' : 'lines',
    name: label,
    x: epochs.slice(0, y.length),
    y,
    line: { color, dash, width: 2.4 },
    legendgroup: label,
    showlegend: index === 0,
    hovertemplate: `%{y:${format}}`,
    ...axes,
  })
  const traces: Trace[] = []
  if (train) traces.push(curve('training', train, palette[0], 'solid'))
  if (validation) traces.push(curve('validation', validation, palette[1], 'dash'))
  const values = validation?.length ? validation : (train ?? [])
  if (best >= 0) {
    traces.push({
      type: 'scatter',
      mode: 'markers',
      name: 'best epoch',
      x: [epochs[best]],
      y: [values[best]],
      marker: { symbol: 'star', size: 14, color: gold },
      showlegend: index === 0,
      legendgroup: 'best',
      hovertemplate: `best: %{y:${format}}`,
      ...axes,
    })
  }
  return traces
}

/** Axes side by side, one pair a panel. */
function panelLayout(panels: Panel[], log: boolean): Layout {
  const count = Math.max(
    ...panels.map(({ train, validation }) => Math.max(train?.length ?? 0, validation?.length ?? 0)),
  )
  // On a phone there is room for an axis' numbers between two panels, and for a name turned beside them there is not.
  const gap = 0.16
  const width = (1 - gap * (panels.length - 1)) / panels.length
  // Every other epoch where panels are narrow: on a phone plotly.js would turn the numbers, and they would touch.
  const step = count > 5 && panels.length > 1 ? { dtick: 2, tick0: count } : { dtick: 1 }
  const layout: Layout = {}
  for (const [i, { name }] of panels.entries()) {
    const suffix = i ? String(i + 1) : ''
    const left = i * (width + gap)
    layout[`xaxis${suffix}`] = {
      title: 'epoch',
      domain: [left, left + width],
      anchor: `y${suffix}`,
      tickformat: 'd',
      // Ticks at half epochs would be written as whole ones, each twice.
      ...(count <= 11 ? step : { nticks: 11 }),
    }
    layout[`yaxis${suffix}`] = {
      ...(panels.length === 1 && { title: words(name) }),
      anchor: `x${suffix}`,
      ...(percentages.test(name) && { tickformat: '.3~%' }),
      ...(log && name === 'loss' && { type: 'log' }),
    }
  }
  if (panels.length > 1) {
    layout.annotations = panels.map(({ name }, i) => heading(words(name), i * (width + gap) + width / 2, 1))
  }
  return layout
}

function describePanel(panel: Panel, epochs: number[], best: number): string {
  const last = (values?: ArrayLike<number>) => (values?.length ? short(values[values.length - 1]!) : '')
  const parts = [
    last(panel.train) && `training ${last(panel.train)}`,
    last(panel.validation) && `validation ${last(panel.validation)}`,
  ]
  const values = panel.validation?.length ? panel.validation : panel.train
  const note = best >= 0 ? ` (best ${short(values![best]!)} in epoch ${epochs[best]})` : ''
  const gaps = [...Array.from(panel.train ?? []), ...Array.from(panel.validation ?? [])].filter(
    (v) => !Number.isFinite(v),
  ).length
  return `${words(panel.name)}: ${parts.filter(Boolean).join(', ')}${note}${gapsNote(gaps)}`
}

/** Before the first epoch, and where a training was stopped in it: axes from −1 to 6 would look like a failed picture. */
const nothingYet: Layout = {
  xaxis: { visible: false },
  yaxis: { visible: false },
  annotations: [{ text: 'no epoch yet', showarrow: false, xref: 'paper', yref: 'paper', x: 0.5, y: 0.5 }],
}

/**
 * Draws the learning curves of a training: loss and every metric in a panel each, training and validation, best epoch marked.
 * @param value the history of `train.fit`, TensorFlow.js's `History`, or `{ loss: [...], valLoss: [...], accuracy: [...] }`
 * @example plot.history(await train.fit(model, digits, { epochs: 10, validation: test }))
 */
export function history(value: HistoryLike, options: HistoryOptions = {}): Figure {
  checkOptions('plot.history', options, known)
  if (typeof value !== 'object' || value === null) {
    throw expected('the history of a training', value, 'Pass what `train.fit` returned.')
  }
  let panels = panelsOf(value)
  const names = panels.map((panel) => panel.name)
  if (options.metrics) {
    for (const name of options.metrics) {
      if (!names.includes(name))
        throw expected(`\`metrics\` to be among ${names.join(', ') || 'none (it is empty)'}`, name)
    }
    panels = options.metrics.map((name) => panels.find((panel) => panel.name === name)!)
  }
  const length = Math.max(
    0,
    ...panels.flatMap(({ train, validation }) => [train?.length ?? 0, validation?.length ?? 0]),
  )
  const epochs = Array.from({ length }, (_, i) => i + 1)
  const bests = panels.map(bestOf)
  const data = panels.flatMap((panel, i) => tracesOf(panel, i ? i + 1 : 0, epochs, length > 1 ? bests[i]! : -1))
  const layout = merge(
    {
      title: options.title ?? 'Training history',
      height: options.height ?? 400,
      ...(options.width && { width: options.width }),
      hovermode: 'x unified',
      // Above the panels' names, where there are several.
      legend: { orientation: 'h', x: 0, y: panels.length > 1 ? 1.08 : 1.01, xanchor: 'left', yanchor: 'bottom' },
      margin: { t: panels.length > 1 ? 102 : 84 },
    },
    length ? panelLayout(panels, options.log ?? false) : nothingYet,
    options.layout,
  )
  const text = panels.map((panel, i) => describePanel(panel, epochs, bests[i]!)).join('; ')
  return new Figure({
    data,
    layout,
    description: `Training history, ${length} ${length === 1 ? 'epoch' : 'epochs'}. ${text || 'No epoch yet'}`,
  })
}
