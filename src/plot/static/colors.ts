/** Colour scales as functions, for what is drawn here and not by Plotly. */

const viridis = [
  '#440154',
  '#48186a',
  '#472d7b',
  '#424086',
  '#3b528b',
  '#33638d',
  '#2c728e',
  '#26828e',
  '#21918c',
  '#1fa088',
  '#28ae80',
  '#3fbc73',
  '#5ec962',
  '#84d44b',
  '#addc30',
  '#d8e219',
  '#fde725',
]

const channels = (color: string) => [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16))

/** The colour at t in [0, 1] of a named scale or of stops `[[t, '#rrggbb'], …]`. */
export function colorAt(scale: unknown, t: number): [number, number, number] {
  const stops = Array.isArray(scale)
    ? (scale as [number, string][])
    : viridis.map((color, i): [number, string] => [i / (viridis.length - 1), color])
  const at = Math.min(1, Math.max(0, t))
  const next = Math.max(
    1,
    stops.findIndex(([stop]) => stop >= at),
  )
  const [[from, a], [to, b]] = [stops[next - 1]!, stops[next]!]
  const share = to > from ? (at - from) / (to - from) : 0
  const [low, high] = [channels(a), channels(b)]
  return low.map((value, i) => Math.round(value + (high[i]! - value) * share)) as [number, number, number]
}
