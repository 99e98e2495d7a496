/** Hatching that tells groups apart where colours do not: in grey print, and for whoever sees few of them. */
import { inkOn, rgbOf } from './ink.ts'
import { palette } from './theme.ts'

/** Plotly's shapes, those first that differ most from plain and from one another. */
const shapes = ['', '/', '.', 'x', '-', '\\', '|', '+'] as const

/**
 * Colour and hatching of group k, as a trace's `marker`: the first is plain. Lines are faint, and of the ink that text on this
 * colour does not have, so that numbers stay readable on them.
 */
export function groupMarker(k: number): { color: string; pattern?: Record<string, unknown> } {
  const color = palette[k % palette.length]!
  const shape = shapes[k % shapes.length]!
  if (!shape) return { color }
  const fgcolor = inkOn(rgbOf(color)) === '#ffffff' ? '#000000' : '#ffffff'
  const [size, solidity] = shape === '.' ? [8, 0.3] : [9, 0.2]
  return { color, pattern: { shape, fillmode: 'overlay', fgcolor, fgopacity: 0.45, size, solidity } }
}
