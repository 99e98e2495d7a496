/** Images side by side, with what they are and what a model took them for. */
import { wholeNumber } from '../data/numbers.ts'
import { checkOptions, expected } from '../errors.ts'
import { Figure } from './figure.ts'
import { isList, isTensor, rangeOf, valuesOf } from './input.ts'
import { chartOptions } from './options.ts'
import { pixelRange, pngAddress, type Stack, stackOf } from './pixels.ts'
import { type Layout, merge, neutralInk, right, wrong } from './theme.ts'

export interface ImagesOptions {
  title?: string
  /** What each image is: class indices, one-hot rows (tensor [n, classes]) or words. */
  labels?: unknown
  /** What a model took each image for: class indices, scores (tensor [n, classes]) or words. Right ones green, wrong ones orange. */
  predictions?: unknown
  /** Names of the classes, where labels are indices. */
  classNames?: readonly string[]
  /** Images in a row. @default 10, fewer for few or large images */
  columns?: number
  /** At most this many images. @default 50 */
  count?: number
  /** Lowest and highest pixel value. @default of all images shown */
  range?: readonly [number, number]
  width?: number
  height?: number
  layout?: Layout
}

const known = [
  'labels',
  'predictions',
  'classNames',
  'columns',
  'count',
  'range',
  ...chartOptions.filter((n) => n.length > 1),
]

/** Class indices or words from labels, one-hot rows or scores. */
export function classesOf(value: unknown, what: string): (number | string)[] {
  const rows = isTensor(value)
    ? value.shape.length > 1 && value.shape[1]! > 1
      ? chunk(valuesOf(value, what), value.shape[1]!)
      : Array.from(valuesOf(value, what))
    : Array.isArray(value) || ArrayBuffer.isView(value)
      ? Array.from(value as unknown as ArrayLike<any>)
      : undefined
  if (!rows) throw expected(`${what} to be class indices, one-hot rows or words`, value)
  return rows.map((row, i) => {
    if (typeof row === 'string' || (typeof row === 'number' && !Number.isNaN(row))) return row
    if (typeof row === 'boolean') return Number(row)
    if (isList(row) && row.length) return argMax(row)
    if (isTensor(row)) return argMax(valuesOf(row, `entry ${i} of ${what}`))
    throw expected(`${what} to be class indices, one-hot rows or words`, row, `Look at entry ${i}.`)
  })
}

function chunk(values: ArrayLike<number>, width: number): ArrayLike<number>[] {
  return Array.from({ length: values.length / width }, (_, i) =>
    Array.prototype.slice.call(values, i * width, (i + 1) * width),
  )
}

function argMax(row: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < row.length; i++) if (row[i]! > row[best]!) best = i
  return best
}

/** One PNG with all images in a grid; dark strokes on light would hide in a dark page, so cells keep their own ground. */
function sheet(
  { pixels, count, width, height, channels }: Stack,
  columns: number,
  range: readonly [number, number],
): string {
  const rows = Math.ceil(count / columns)
  const [low, high] = range
  const level = (value: number) => Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low || 1))))
  const clear = [0, 0, 0, 0]
  return pngAddress(columns * (width + 2), rows * (height + 2), (px, py) => {
    const [column, x] = [Math.floor(px / (width + 2)), (px % (width + 2)) - 1]
    const [row, y] = [Math.floor(py / (height + 2)), (py % (height + 2)) - 1]
    const index = row * columns + column
    if (index >= count || x < 0 || y < 0 || x >= width || y >= height) return clear
    const at = ((index * height + y) * width + x) * channels
    const value = (c: number) => level(Number.isFinite(pixels[at + c]!) ? pixels[at + c]! : low)
    return channels === 3 ? [value(0), value(1), value(2), 255] : [value(0), value(0), value(0), 255]
  })
}

/**
 * Draws images in a grid, each with its label and, where given, the model's prediction.
 * @param value tensor [n, height, width], [n, height, width, 1 or 3] or [n, pixels] (square), or arrays of the same
 * @example plot.images(test.x, { labels: test.y, predictions: model.predict(test.x), count: 20 })
 */
export function images(value: unknown, options: ImagesOptions = {}): Figure {
  checkOptions('plot.images', options, known)
  const all = stackOf(value)
  if (options.columns !== undefined) wholeNumber('columns', options.columns)
  if (options.count !== undefined) wholeNumber('count', options.count, 0)
  if (options.range !== undefined) rangeOf(options.range)
  const stack = { ...all, count: Math.min(all.count, options.count ?? 50) }
  const { count, width, height } = stack
  const labels = options.labels === undefined ? undefined : classesOf(options.labels, '`labels`')
  const predictions = options.predictions === undefined ? undefined : classesOf(options.predictions, '`predictions`')
  for (const [name, list] of Object.entries({ labels, predictions })) {
    if (list && list.length < count) throw expected(`one of \`${name}\` for each of the ${count} images`, list.length)
  }
  const columns = Math.max(1, Math.min(options.columns ?? (width > 64 ? 5 : 10), count))
  const rows = Math.max(1, Math.ceil(count / columns))
  const nameOf = (one: number | string) => (typeof one === 'number' ? (options.classNames?.[one] ?? String(one)) : one)
  const captions = Array.from({ length: count }, (_, i) => {
    if (!predictions) return { text: labels ? nameOf(labels[i]!) : '', color: undefined }
    const hit = labels && labels[i] === predictions[i]
    if (!labels) return { text: nameOf(predictions[i]!), color: undefined }
    return hit
      ? { text: nameOf(predictions[i]!), color: right }
      : { text: `<b>${nameOf(predictions[i]!)}</b> (is ${nameOf(labels[i]!)})`, color: wrong }
  })
  const captioned = captions.some(({ text }) => text)
  const cell = Math.min(110, Math.max(48, 660 / columns))
  const line = captioned ? 22 : 4
  const top = options.title ? 52 : 10
  const imageHeight = cell * (height / width)
  const drawn = options.height ?? Math.round(top + rows * (imageHeight + line) + 14)
  // One unit of the axes is one pixel of the page, rows counted downward.
  const pitch = imageHeight + line
  const used = pixelRange(Array.prototype.slice.call(all.pixels, 0, count * width * height * all.channels))
  // Wide enough for the title, too: its bold letters take about 10 pixels each.
  const wide = Math.max(columns * cell, Math.min(660, 10 * (options.title ?? '').length))
  const layout: Layout = merge(
    {
      ...(options.title && { title: options.title }),
      width: options.width ?? Math.round(wide + 24),
      height: drawn,
      margin: { l: 12, r: 12, t: top, b: 12 },
      xaxis: { visible: false, range: [0, options.width ? columns * cell : wide], fixedrange: true },
      yaxis: { visible: false, range: [rows * pitch, 0], fixedrange: true },
      showlegend: false,
      hovermode: 'closest',
    },
    options.layout,
  )
  layout.images = count
    ? Array.from({ length: rows }, (_, row) => {
        const from = row * columns
        const size = width * height * all.channels
        const part = {
          ...stack,
          pixels: Array.prototype.slice.call(stack.pixels, from * size, (from + columns) * size),
          count: Math.min(columns, count - from),
        }
        return {
          source: sheet(part, columns, options.range ?? used),
          xref: 'x',
          yref: 'y',
          x: 0,
          y: row * pitch + line - 2,
          sizex: columns * cell,
          sizey: imageHeight,
          sizing: 'stretch',
          xanchor: 'left',
          yanchor: 'top',
          layer: 'below',
        }
      })
    : []
  const x = captions.map((_, i) => (i % columns) * cell + cell / 2)
  const y = captions.map((_, i) => Math.floor(i / columns) * pitch)
  const traces = [
    {
      type: 'scatter',
      mode: 'text',
      x,
      y: y.map((top) => top + line / 2),
      text: captions.map(({ text }) => text),
      textfont: { size: cell < 60 ? 11 : 12, color: captions.map(({ color }) => color ?? neutralInk) },
      hoverinfo: 'skip',
    },
    {
      type: 'scatter',
      mode: 'markers',
      x,
      y: y.map((top) => top + line + imageHeight / 2),
      marker: { size: cell / 2, opacity: 0, symbol: 'square' },
      text: captions.map(({ text }, i) => `image ${i}${text ? `: ${text}` : ''}`),
      hovertemplate: '%{text}<extra></extra>',
    },
  ]
  const hits = labels && predictions ? captions.filter(({ color }) => color === right).length : undefined
  const description =
    `${count} ${count === 1 ? 'image' : 'images'} of ${width} × ${height} pixels` +
    (all.count > count ? ` (the first of ${all.count})` : '') +
    (hits === undefined ? '' : `, ${hits} of ${count} predicted right`) +
    (labels && hits === undefined
      ? `, labelled ${labels.slice(0, 10).map(nameOf).join(', ')}${count > 10 ? ', …' : ''}`
      : '')
  return new Figure({ data: traces, layout, description: `${options.title ? `${options.title}: ` : ''}${description}` })
}
