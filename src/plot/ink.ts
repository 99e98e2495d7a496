/** Black or white, whichever reads better on a colour; numbers in the cells of a matrix. */
import type { Trace } from './figure.ts'
import { colorAt } from './static/colors.ts'

type Rgb = readonly [red: number, green: number, blue: number]

/** Relative luminance of a colour, 0 to 255 a channel (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2): 4.5 for text, 3 for marks. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** The channels of `#rrggbb`. */
export const rgbOf = (hex: string): Rgb => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as never

/** Black or white: the better of the two has a contrast of at least 4.58 on any colour. */
export const inkOn = (color: Rgb): '#000000' | '#ffffff' =>
  contrast(color, [0, 0, 0]) >= contrast(color, [255, 255, 255]) ? '#000000' : '#ffffff'

/** A number for a cell: 3 significant digits. */
export function cellNumber(value: number): string {
  if (!Number.isFinite(value)) return ''
  const size = Math.abs(value)
  const far = size !== 0 && (size < 1e-4 || size >= 1e5)
  const text = far ? value.toExponential(2).replace(/\.?0*e\+?/, 'e') : String(Number(value.toPrecision(3)))
  return text.replaceAll('-', '−')
}

/**
 * A heatmap trace with text in its cells, and a second one over it of those cells that want the other ink:
 * Plotly has one colour of text a trace, and its automatic one (dark grey or white by brightness) falls to a contrast of 2.4.
 * @param trace with numbers for `zmin` and `zmax`
 * @param text what is written, a row each; nothing where it is empty
 */
export function withInk(trace: Trace, text: readonly (readonly string[])[]): Trace[] {
  const { z, zmin, zmax, colorscale } = trace
  const wants = text.map((row, r) =>
    row.map((_, c) => inkOn(colorAt(colorscale, zmax > zmin ? (z[r][c] - zmin) / (zmax - zmin) : 0.5))),
  )
  const longest = text.flat().reduce((most, one) => Math.max(most, one.length), 0)
  // Plotly sizes text by the distance of neighbours and the longest text: empty ones make both traces agree on it.
  const blank = '\u00a0'.repeat(longest)
  const corner = (r: number, c: number) => r + c <= 1
  const textOf = (ink: string) =>
    text.map((row, r) => row.map((one, c) => (wants[r]![c] === ink && one ? one : corner(r, c) ? blank : '')))
  const inks = new Set(wants.flatMap((row, r) => row.filter((_, c) => text[r]![c])))
  const [first = '#000000', second] = [...inks].sort()
  const written = (ink: string) => ({
    text: textOf(ink),
    texttemplate: '%{text}',
    textfont: { ...trace.textfont, color: ink },
  })
  const traces: Trace[] = [{ ...trace, ...written(first) }]
  if (second) {
    const { colorbar: _, customdata: _data, hovertemplate: _hover, ...rest } = trace
    const own = text.map((row, r) => row.map((_, c) => (wants[r]![c] === second ? z[r][c] : null)))
    traces.push({ ...rest, ...written(second), z: own, hoverinfo: 'skip', showscale: false })
  }
  return traces
}
