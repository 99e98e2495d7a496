/** How far two colours are apart to the eye, and to eyes that lack a kind of cone. */
export type Rgb = readonly [red: number, green: number, blue: number]

const linear = (value: number) =>
  value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4

/**
 * Linear red, green and blue as they look without one kind of cone: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes,
 * A Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE TVCG 15(6), 2009, severity 1.
 */
const without: Record<'protan' | 'deutan', readonly number[][]> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
}

const times = (m: readonly number[][], v: readonly number[]) =>
  m.map((row) => row.reduce((sum, weight, i) => sum + weight * v[i]!, 0)) as [number, number, number]

/** CIE L*a*b* (D65) of an sRGB colour, as seen with all cones or without one kind. */
export function lab(color: Rgb, cones?: 'protan' | 'deutan'): [number, number, number] {
  const full = color.map(linear)
  const seen = (cones ? times(without[cones], full) : full).map((value) => Math.min(1, Math.max(0, value)))
  const xyz = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    seen,
  )
  const [x, y, z] = xyz.map((value, i) => {
    const t = value / [0.95047, 1, 1.08883][i]!
    return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116
  }) as [number, number, number]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const radians = Math.PI / 180

/** CIEDE2000: G. Sharma, W. Wu, E. N. Dalal, The CIEDE2000 Color-Difference Formula, Color Research & Application 30(1), 2005. */
export function ciede2000([l1, a1, b1]: readonly number[], [l2, a2, b2]: readonly number[]): number {
  const mean = (Math.hypot(a1!, b1!) + Math.hypot(a2!, b2!)) / 2
  const g = 0.5 * (1 - Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)))
  const [x1, x2] = [a1! * (1 + g), a2! * (1 + g)]
  const [c1, c2] = [Math.hypot(x1, b1!), Math.hypot(x2, b2!)]
  const angle = (y: number, x: number) => (x || y ? (Math.atan2(y, x) / radians + 360) % 360 : 0)
  const [h1, h2] = [angle(b1!, x1), angle(b2!, x2)]
  const grey = c1 * c2 === 0
  const turn = h2 - h1
  const dh = grey ? 0 : Math.abs(turn) <= 180 ? turn : turn > 180 ? turn - 360 : turn + 360
  const hue = grey ? h1 + h2 : Math.abs(turn) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2
  const [dL, dC, dH] = [l2! - l1!, c2 - c1, 2 * Math.sqrt(c1 * c2) * Math.sin((dh / 2) * radians)]
  const [light, chroma] = [(l1! + l2!) / 2, (c1 + c2) / 2]
  const cos = (degrees: number) => Math.cos(degrees * radians)
  const t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.2 * cos(4 * hue - 63)
  const sL = 1 + (0.015 * (light - 50) ** 2) / Math.sqrt(20 + (light - 50) ** 2)
  const [sC, sH] = [1 + 0.045 * chroma, 1 + 0.015 * chroma * t]
  const rotation =
    -2 *
    Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)) *
    Math.sin(60 * Math.exp(-(((hue - 275) / 25) ** 2)) * radians)
  return Math.sqrt((dL / sL) ** 2 + (dC / sC) ** 2 + (dH / sH) ** 2 + rotation * (dC / sC) * (dH / sH))
}
