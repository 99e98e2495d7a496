/**
 * The picture of descents on one objective, drawn in milliseconds: contours with the paths, and the loss.
 * `plot.contour(objective, { path: d })` draws a larger one that can be zoomed.
 */
import { escapeHtml } from '../../display.ts'
import { drawing, text } from '../drawing.ts'
import { formatNumber } from '../format.ts'
import { colours, lossCurves } from '../loss-curve.ts'
import type { Objective } from '../objective.ts'
import type { PathPoint } from '../path.ts'
import { contourLine, type Grid, gridOf, joined, levelsOf } from './contour-lines.ts'
import { parameterName } from './names.ts'
import { padded, planeOf } from './plane.ts'
import { drawSlices } from './slices.ts'

export interface Track {
  readonly name: string
  readonly path: readonly PathPoint[]
}

const size = { width: 400, height: 320 }
const box = { left: 50, top: 12, right: 390, bottom: 282 }

export function drawTracks(objective: Objective, tracks: readonly Track[]): string {
  const { length } = tracks[0]!.path[0]!.parameters
  const surface = length === 1 ? curve(objective, tracks) : contours(objective, tracks)
  const slices = length > 2 && tracks.length === 1 ? drawSlices(objective, tracks[0]!.path) : ''
  const losses = lossCurves(tracks.map(({ name, path }) => ({ name, points: path })))
  return `<div style="display:flex;flex-wrap:wrap;align-items:flex-start;gap:8px">${surface}${losses}</div>${slices}`
}

function contours(objective: Objective, tracks: readonly Track[]): string {
  const points = tracks.flatMap((t) => t.path.map((p) => p.parameters)).filter((p) => p.every(Number.isFinite))
  const plane = planeOf(objective, points)
  const [[left, right], [low, high]] = plane.ranges
  const grid = surfaceOf((u, v) => objective(plane.lift(left + (right - left) * u, high - (high - low) * v)))
  const { columns, rows } = grid
  const levels = levelsOf(grid, 14)
  const px = (c: number) => (box.left + ((box.right - box.left) * c) / (columns - 1)).toFixed(1)
  const py = (r: number) => (box.top + ((box.bottom - box.top) * r) / (rows - 1)).toFixed(1)
  const lines = levels.map((level, i) => {
    const d = joined(contourLine(grid, level)).map((line) => `M${line.map(([c, r]) => `${px(c)} ${py(r)}`).join('L')}`)
    const light = Math.round(30 + (55 * i) / levels.length)
    return `<path d="${d.join('')}" stroke="hsl(265 35% ${light}%)"><title>${formatNumber(level)}</title></path>`
  })
  const x = (u: number) => box.left + ((box.right - box.left) * (u - left)) / (right - left)
  const y = (v: number) => box.bottom - ((box.bottom - box.top) * (v - low)) / (high - low)
  const place = (p: readonly number[]): [number, number] => {
    const [u, v] = plane.project(p)
    return [x(u), y(v)]
  }
  const known = objective.minima.filter((m) => m.at.length === points[0]!.length)
  const minima = known.map((m) => star(...place(m.at)))
  const drawn = tracks.map((t, i) =>
    track(
      t.path.map((p) => place(p.parameters)),
      colours[i % colours.length]!,
      t.name,
    ),
  )
  const inside = `<g fill="none" stroke-width="1">${lines.join('')}</g>${minima.join('')}${drawn.join('')}`
  const label = `Contours of ${objective.name} with the path${tracks.length > 1 ? 's' : ''}`
  return frame(label, inside, [left, right], [low, high], plane.labels, plane.note || legend(known.length))
}

/** Milliseconds that a coarse grid may take for a fine one, of four times as many places, to be drawn too. */
const cheap = 15

/** The values at places from (0, 0) to (1, 1): fine enough for a narrow valley, coarse where each value takes long. */
function surfaceOf(value: (u: number, v: number) => number): Grid {
  const [columns, rows] = [57, 45]
  const began = performance.now()
  const coarse = gridOf(columns, rows, (c, r) => value(c / (columns - 1), r / (rows - 1)))
  if (performance.now() - began > cheap) return coarse
  const [more, higher] = [2 * columns - 1, 2 * rows - 1]
  return gridOf(more, higher, (c, r) =>
    c % 2 || r % 2 ? value(c / (more - 1), r / (higher - 1)) : coarse.values[(r / 2) * columns + c / 2]!,
  )
}

const legend = (minima: number) => `${minima ? '★ minimum   ' : ''}● where it stands`

/** One parameter: the loss as a curve, and the points on it. */
function curve(objective: Objective, tracks: readonly Track[]): string {
  const values = tracks.flatMap((t) => t.path.map((p) => p.parameters[0]!)).filter(Number.isFinite)
  const own = objective.domain?.[0]
  const [left, right] = own ? [Math.min(own[0], ...values), Math.max(own[1], ...values)] : padded(values)
  const samples = Array.from({ length: 161 }, (_, i) => left + ((right - left) * i) / 160)
  const heights = samples.map((v) => objective([v]))
  const [low, high] = heightRange(heights)
  const x = (u: number) => box.left + ((box.right - box.left) * (u - left)) / (right - left)
  const y = (v: number) => box.bottom - ((box.bottom - box.top) * (v - low)) / (high - low)
  const line = samples.flatMap((v, i) =>
    Number.isFinite(heights[i]) ? [`${x(v).toFixed(1)},${y(heights[i]!).toFixed(1)}`] : [],
  )
  const minima = objective.minima.map((m) => star(x(m.at[0]!), y(m.value)))
  const drawn = tracks.map((t, i) => {
    const places = t.path.map((p): [number, number] => [x(p.parameters[0]!), y(objective(p.parameters))])
    return track(places, colours[i % colours.length]!, t.name)
  })
  const inside = `<polyline points="${line.join(' ')}" fill="none" stroke="#6b5b95" stroke-width="1.5"/>${minima.join('')}${drawn.join('')}`
  const labels = [parameterName(objective, 0, 1), 'loss'] as const
  return frame(`${objective.name} with the path`, inside, [left, right], [low, high], labels, legend(minima.length))
}

/** A margin of a twentieth below and above the curve. */
function heightRange(heights: readonly number[]): [number, number] {
  const finite = heights.filter(Number.isFinite)
  const [low, high] = [Math.min(...finite), Math.max(...finite)]
  const margin = 0.05 * (high - low) || 1
  return [low - margin, high + margin]
}

function track(places: readonly [number, number][], colour: string, name: string): string {
  const seen = places.filter(([px, py]) => Number.isFinite(px) && Number.isFinite(py))
  if (!seen.length) return ''
  const at = ([px, py]: [number, number]) => `${clip(px)},${clip(py)}`
  const dots =
    seen.length <= 60 ? seen.slice(0, -1).map((p) => `<circle cx="${clip(p[0])}" cy="${clip(p[1])}" r="2"/>`) : []
  const [endX, endY] = seen.at(-1)!
  return (
    `<g fill="${colour}"><title>${escapeHtml(name)}</title><polyline points="${seen.map(at).join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5"/>` +
    `${dots.join('')}<circle cx="${clip(endX)}" cy="${clip(endY)}" r="5" stroke="#fff" stroke-width="1.5"/></g>`
  )
}

/** Points far outside stay numbers that a browser can draw. */
const clip = (value: number) => Math.max(-1e4, Math.min(1e4, value)).toFixed(1)

function star(x: number, y: number): string {
  return `<text x="${clip(x)}" y="${(Number(clip(y)) + 6).toFixed(1)}" font-size="18" text-anchor="middle" fill="#111">★<title>minimum</title></text>`
}

function frame(
  label: string,
  inside: string,
  [left, right]: readonly [number, number],
  [low, high]: readonly [number, number],
  [xLabel, yLabel]: readonly [string, string],
  note: string,
): string {
  const middle = (box.left + box.right) / 2
  return drawing(
    { ...size, label },
    `<clipPath id="box"><rect x="${box.left}" y="${box.top}" width="${box.right - box.left}" height="${box.bottom - box.top}"/></clipPath>` +
      `<g clip-path="url(#box)">${inside}</g><rect x="${box.left}" y="${box.top}" width="${box.right - box.left}" height="${box.bottom - box.top}" fill="none" stroke="#999"/>` +
      text(box.left, box.bottom + 14, 'start', formatNumber(left, 3)) +
      text(box.right, box.bottom + 14, 'end', formatNumber(right, 3)) +
      text(box.left - 4, box.bottom, 'end', formatNumber(low, 3)) +
      text(box.left - 4, box.top + 9, 'end', formatNumber(high, 3)) +
      text(middle, box.bottom + 14, 'middle', xLabel) +
      text(0, 0, 'middle', yLabel, `transform="translate(14 ${(box.top + box.bottom) / 2}) rotate(-90)"`) +
      text(middle, box.bottom + 30, 'middle', note, 'fill-opacity="0.8"'),
  )
}
