import { drawing, text } from './drawing.ts'
import { formatNumber } from './format.ts'

/** Okabe and Ito's colours, which colour-blind readers can tell apart. */
export const colours = ['#D55E00', '#0072B2', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000']

const width = 330
const height = 320
const margin = { left: 62, right: 10, top: 12, bottom: 38 }

interface Point {
  readonly index: number
  readonly loss: number
}

export interface Curve {
  readonly name: string
  readonly points: readonly Point[]
}

/** The losses of one descent, one a step from `first` on. */
export function lossCurve(losses: readonly number[], first = 1): string {
  return lossCurves([{ name: 'loss of each batch', points: losses.map((loss, i) => ({ index: first + i, loss })) }])
}

/** Log scale where no loss is negative and they span more than two orders; else the losses as they are. */
export function lossCurves(curves: readonly Curve[]): string {
  const all = curves.flatMap((c) => c.points).filter((p) => Number.isFinite(p.loss))
  if (all.length < 2) return ''
  const finite = all.map((p) => p.loss)
  const [low, high] = [least(finite), -least(finite.map((v) => -v))]
  // Rounding noise at the end of a descent is no part of the story: what counts is how far it came from its start.
  const floor = Math.max(low, 1e-16 * -least(curves.map(({ points }) => -(points.find(isFinitePoint)?.loss ?? 0))))
  const log = low >= 0 && floor > 0 && high / floor > 100
  const scale = (v: number) => (log ? Math.log10(Math.max(v, floor)) : v)
  const [from, to] = [scale(low), scale(high)]
  const last = -least(all.map((p) => -p.index))
  const first = least(all.map((p) => p.index))
  const base = height - margin.bottom
  const x = (i: number) => margin.left + ((i - first) / (last - first || 1)) * (width - margin.left - margin.right)
  const y = (v: number) => margin.top + (1 - (scale(v) - from) / (to - from || 1)) * (base - margin.top)
  const lines = curves.map(({ points }, k) => {
    const places = thinned(points.filter(isFinitePoint)).map(
      ({ index, loss }) => `${x(index).toFixed(1)},${y(loss).toFixed(1)}`,
    )
    return `<polyline points="${places.join(' ')}" fill="none" stroke="${colours[k % colours.length]}" stroke-width="1.5"/>`
  })
  const { rows, entries } = legendOf(curves)
  const tall = height + rows * rowHeight
  return drawing(
    { width, height: tall, label: `Loss, from ${formatNumber(all[0]!.loss)} to ${formatNumber(all.at(-1)!.loss)}` },
    `<path d="M${margin.left} ${margin.top}V${base}H${width - margin.right}" fill="none" stroke="#999"/>` +
      lines.join('') +
      entries +
      text(margin.left - 5, margin.top + 9, 'end', formatNumber(high, 3)) +
      text(margin.left - 5, base, 'end', formatNumber(log ? floor : low, 3)) +
      text(margin.left, base + 14, 'start', String(first)) +
      text(width - margin.right, base + 14, 'end', String(last)) +
      text((margin.left + width) / 2, base + 14, 'middle', 'step') +
      text((margin.left + width) / 2, base + 30, 'middle', `loss${log ? ' (log scale)' : ''}`),
  )
}

const isFinitePoint = (point: Point) => Number.isFinite(point.loss)

/** At most 1000 points: of each stretch the lowest and the highest, so that no spike is lost. */
function thinned(points: readonly Point[]): readonly Point[] {
  const stretch = Math.ceil(points.length / 500)
  if (stretch <= 2) return points
  const kept: Point[] = []
  for (let from = 0; from < points.length; from += stretch) {
    let [low, high] = [points[from]!, points[from]!]
    for (const point of points.slice(from, from + stretch)) {
      if (point.loss < low.loss) low = point
      if (point.loss > high.loss) high = point
    }
    kept.push(...(low.index < high.index ? [low, high] : [high, low]))
  }
  return kept
}

const rowHeight = 16

/** Below the axis, where no curve runs: two names a row, or one where one of them is long. */
function legendOf(curves: readonly Curve[]): { rows: number; entries: string } {
  if (curves.length < 2) return { rows: 0, entries: '' }
  const perRow = curves.some(({ name }) => name.length > 20) ? 1 : 2
  const entries = curves.map(({ name }, k) => {
    const left = margin.left + (k % perRow) * ((width - margin.left) / 2)
    const y = height + 8 + rowHeight * Math.floor(k / perRow)
    const line = `<path d="M${left} ${y - 4}h16" stroke="${colours[k % colours.length]}" stroke-width="3"/>`
    return line + text(left + 22, y, 'start', name)
  })
  return { rows: Math.ceil(curves.length / perRow), entries: entries.join('') }
}

/** The smallest of many: Math.min(...values) overflows the stack. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY)
}
