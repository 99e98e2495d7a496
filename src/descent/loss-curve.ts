/** Loss curves as a small SVG. */
import { escapeHtml } from '../display.ts'
import { formatNumber } from './format.ts'

/** Okabe and Ito's colours, which colour-blind readers can tell apart. */
export const colours = ['#D55E00', '#0072B2', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000']

const width = 330
const height = 320
const margin = { left: 62, right: 10, top: 12, bottom: 38 }

export interface Curve {
  readonly name: string
  readonly points: readonly { readonly index: number; readonly loss: number }[]
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
  // Rounding noise at the end of a descent is no part of the story.
  const floor = Math.max(low, high * 1e-16)
  const log = low >= 0 && floor > 0 && high / floor > 100
  const scale = (v: number) => (log ? Math.log10(Math.max(v, floor)) : v)
  const [from, to] = [scale(low), scale(high)]
  const last = -least(all.map((p) => -p.index))
  const first = least(all.map((p) => p.index))
  const base = height - margin.bottom
  const x = (i: number) => margin.left + ((i - first) / (last - first || 1)) * (width - margin.left - margin.right)
  const y = (v: number) => margin.top + (1 - (scale(v) - from) / (to - from || 1)) * (base - margin.top)
  const lines = curves.map(({ points }, k) => {
    const places = points.flatMap(({ index, loss }) =>
      Number.isFinite(loss) ? [`${x(index).toFixed(1)},${y(loss).toFixed(1)}`] : [],
    )
    return `<polyline points="${places.join(' ')}" fill="none" stroke="${colours[k % colours.length]}" stroke-width="1.5"/>`
  })
  const text = (tx: number, ty: number, anchor: string, content: string, fill = '#333') =>
    `<text x="${tx}" y="${ty}" text-anchor="${anchor}" fill="${fill}">${escapeHtml(content)}</text>`
  const legend =
    curves.length > 1
      ? curves.map((c, k) =>
          text(width - margin.right - 4, margin.top + 14 + 15 * k, 'end', c.name, colours[k % colours.length]),
        )
      : []
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="Loss, from ${formatNumber(all[0]!.loss)} to ${formatNumber(all.at(-1)!.loss)}">` +
    `<rect width="${width}" height="${height}" fill="#fff"/><path d="M${margin.left} ${margin.top}V${base}H${width - margin.right}" fill="none" stroke="#999"/>` +
    lines.join('') +
    legend.join('') +
    text(margin.left - 5, margin.top + 9, 'end', formatNumber(high, 3)) +
    text(margin.left - 5, base, 'end', formatNumber(log ? floor : low, 3)) +
    text(margin.left, base + 14, 'start', String(first)) +
    text(width - margin.right, base + 14, 'end', String(last)) +
    text((margin.left + width) / 2, base + 14, 'middle', 'step') +
    text((margin.left + width) / 2, base + 30, 'middle', `loss${log ? ' (log scale)' : ''}`) +
    '</svg>'
  )
}

/** The smallest of many: Math.min(...values) overflows the stack. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY)
}
