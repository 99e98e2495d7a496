/** A small loss curve as an SVG of its own: for what nothing else draws. */
import { formatNumber } from './format.ts'

const width = 420
const height = 150
const margin = { left: 58, right: 10, top: 10, bottom: 26 }

/** @param losses one a step; drawn on a log scale where all are > 0 and they span more than two orders */
export function lossCurve(losses: readonly number[], firstStep = 1): string {
  const shown = losses.filter(Number.isFinite)
  if (shown.length < 2) return ''
  const [low, high] = [Math.min(...shown), Math.max(...shown)]
  const log = low > 0 && high / low > 100
  const scale = (v: number) => (log ? Math.log10(v) : v)
  const [from, to] = [scale(low), scale(high)]
  const x = (i: number) => margin.left + (i / (losses.length - 1)) * (width - margin.left - margin.right)
  const y = (v: number) =>
    margin.top + (1 - (scale(v) - from) / (to - from || 1)) * (height - margin.top - margin.bottom)
  const points = losses.flatMap((v, i) => (Number.isFinite(v) ? [`${x(i).toFixed(1)},${y(v).toFixed(1)}`] : []))
  const base = height - margin.bottom
  const text = (tx: number, ty: number, anchor: string, content: string) =>
    `<text x="${tx}" y="${ty}" text-anchor="${anchor}" fill="#333">${content}</text>`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="Loss of each batch, from ${formatNumber(losses[0]!)} to ${formatNumber(losses.at(-1)!)}">` +
    `<rect width="${width}" height="${height}" fill="#fff"/><path d="M${margin.left} ${margin.top}V${base}H${width - margin.right}" fill="none" stroke="#999"/>` +
    `<polyline points="${points.join(' ')}" fill="none" stroke="#0072B2" stroke-width="1.5"/>` +
    text(margin.left - 5, margin.top + 8, 'end', formatNumber(high, 3)) +
    text(margin.left - 5, base, 'end', formatNumber(low, 3)) +
    text(margin.left, height - 8, 'start', `step ${firstStep}`) +
    text(width - margin.right, height - 8, 'end', `${firstStep + losses.length - 1}`) +
    text((margin.left + width) / 2, height - 8, 'middle', `loss of each batch${log ? ' (log scale)' : ''}`) +
    '</svg>'
  )
}
