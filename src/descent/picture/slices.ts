import { drawing, text } from '../drawing.ts'
import { formatNumber } from '../format.ts'
import { colours } from '../loss-curve.ts'
import type { Objective } from '../objective.ts'
import type { PathPoint } from '../path.ts'
import { parameterName } from './names.ts'
import { padded } from './plane.ts'

/** More would be too small to see, and cost more than the picture may. */
const most = 6
const samples = 41
const size = { width: 178, height: 130 }
const box = { left: 8, top: 10, right: 170, bottom: 96 }

/** @param whole the path; its last point is where the descent stands, or stood before it lost its numbers */
export function drawSlices(objective: Objective, whole: readonly PathPoint[]): string {
  const path = whole.filter((point) => point.parameters.every(Number.isFinite))
  if (!path.length) return ''
  const { parameters: here } = path.at(-1)!
  const shown = Math.min(most, here.length)
  const slices = Array.from({ length: shown }, (_, i) => slice(objective, path, i))
  const rest = here.length > shown ? `, the first ${shown} of ${here.length}` : ''
  const caption = `<div style="font-weight:600">The loss along each parameter, the others held${rest}</div>`
  return `<div>${caption}<div style="display:flex;flex-wrap:wrap;gap:8px">${slices.join('')}</div></div>`
}

function slice(objective: Objective, path: readonly PathPoint[], axis: number): string {
  const here = path.at(-1)!.parameters
  const own = here[axis]!
  const [left, right] = padded(path.map((p) => p.parameters[axis]!))
  const places = Array.from({ length: samples }, (_, i) => left + ((right - left) * i) / (samples - 1))
  const at = (value: number) => objective(here.map((v, i) => (i === axis ? value : v)))
  const heights = places.map(at)
  const loss = at(own)
  const finite = [...heights, loss].filter(Number.isFinite)
  const [low, high] = [Math.min(...finite), Math.max(...finite)]
  const x = (value: number) => (box.left + ((box.right - box.left) * (value - left)) / (right - left)).toFixed(1)
  const y = (value: number) => (box.bottom - ((box.bottom - box.top) * (value - low)) / (high - low || 1)).toFixed(1)
  const line = places.flatMap((v, i) => (Number.isFinite(heights[i]) ? [`${x(v)},${y(heights[i]!)}`] : []))
  const dot = Number.isFinite(loss)
    ? `<circle cx="${x(own)}" cy="${y(loss)}" r="4" fill="${colours[0]}" stroke="#fff"/>`
    : ''
  const name = parameterName(objective, axis, here.length)
  return drawing(
    { ...size, label: `The loss along ${name}, which is ${formatNumber(own)}` },
    `<path d="M${box.left} ${box.bottom}H${box.right}" stroke="#999"/>` +
      `<polyline points="${line.join(' ')}" fill="none" stroke="#6b5b95" stroke-width="1.5"/>${dot}` +
      text(box.left, box.bottom + 13, 'start', formatNumber(left, 3)) +
      text(box.right, box.bottom + 13, 'end', formatNumber(right, 3)) +
      text((box.left + box.right) / 2, box.bottom + 28, 'middle', `${name} = ${formatNumber(own)}`),
  )
}
