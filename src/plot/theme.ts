/** One look for every figure: readable on white paper, on a dark page and on a projector, whatever colours the eye tells apart. */
import { checkName } from '../errors.ts'

/**
 * Ten colours that stay apart (CIEDE2000 of 9 or more) with all cones and without those for red or for green, and that have a
 * contrast of 3 or more on white and on the dark page; the first three are Okabe and Ito's (2008), blue and green a little darker.
 */
export const palette = [
  '#0a7abf',
  '#d55e00',
  '#009e73',
  '#b41e78',
  '#69694b',
  '#968796',
  '#ff2d69',
  '#c30f1e',
  '#7887ff',
  '#692dff',
] as const

/** A mark that stands out beside the first colours, such as the best epoch. */
export const gold = '#b8860b'

/** What belongs to the first colour and comes before it: raw measurements, inputs. */
export const paleBlue = '#4a99cd'

export const right = '#009e73'
export const wrong = '#d55e00'

/** Low to high, readable in grey print too (viridis: Smith and van der Walt, 2015). */
export const sequential = 'Viridis'

/** From nothing to much: starts at the palest, for counts and shares. */
export const counts: [number, string][] = [
  [0, '#eef4f9'],
  [0.25, '#b5d3e7'],
  [0.5, '#62a8d2'],
  [0.75, '#1f78b4'],
  [1, '#08406e'],
]

/** Negative, zero, positive: use with a range that is symmetric about zero. */
export const diverging: [number, string][] = [
  [0, '#9a3d00'],
  [0.25, '#e08a4f'],
  [0.5, '#f2f2f2'],
  [0.75, '#5aa5d3'],
  [1, '#084f82'],
]

export const fontFamily = 'Helvetica, Arial, sans-serif'

/** Grey with the same contrast on white as on a dark page, for notebooks whose theme is the reader's choice. */
export const neutralInk = '#757575'

export type ThemeName = 'auto' | 'light' | 'dark'

const themes: Record<ThemeName, { ink: string; paper: string }> = {
  auto: { ink: neutralInk, paper: 'rgba(0,0,0,0)' },
  light: { ink: '#222222', paper: '#ffffff' },
  dark: { ink: '#e6e6e6', paper: '#111111' },
}

let current: ThemeName = 'auto'

/**
 * Sets the look of figures made from now on: `'auto'` (transparent, reads on light and dark pages), `'light'` (black on white, for
 * slides and print) or `'dark'`.
 * @returns the theme that was set before
 * @default 'auto'
 */
export function theme(name: ThemeName): ThemeName {
  checkName('theme', name, Object.keys(themes))
  const before = current
  current = name
  return before
}

/** Ink and paper of the theme that is set. */
export const inkAndPaper = (): { ink: string; paper: string } => ({ ...themes[current] })

export type Layout = Record<string, any>

const isObject = (value: unknown): value is Record<string, any> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)

/** Deep merge of plain objects; the later one wins, arrays are replaced. */
export function merge<T extends Record<string, any>>(base: T, ...more: (Record<string, any> | undefined)[]): T {
  const out: Record<string, any> = { ...base }
  for (const one of more) {
    for (const [key, value] of Object.entries(one ?? {})) {
      if (value === undefined) continue
      out[key] = isObject(value) ? merge(isObject(out[key]) ? out[key] : {}, value) : value
    }
  }
  return out as T
}

/** Plotly 3 takes titles as objects only; people write strings. */
const titled = (title: unknown) => (typeof title === 'string' ? { text: title } : title)

const axis = {
  gridcolor: 'rgba(128,128,128,0.2)',
  zerolinecolor: 'rgba(128,128,128,0.5)',
  linecolor: 'rgba(128,128,128,0.5)',
  showline: true,
  automargin: true,
  title: { standoff: 10, font: { size: 14 } },
}

const isAxis = (key: string) => /^[xy]axis\d*$/.test(key)

/** A layout with the look under it: what the layout says itself always wins. */
export function themed(layout: Layout, cartesian = true): Layout {
  const { ink, paper } = themes[current]
  const own: Layout = { ...layout, title: titled(layout.title) }
  if (cartesian) for (const name of ['xaxis', 'yaxis']) own[name] ??= {}
  for (const key of Object.keys(own)) {
    if (isAxis(key)) own[key] = merge(axis, { ...own[key], title: titled(own[key]?.title) })
  }
  const hasTitle = Boolean(own.title?.text)
  return merge(
    {
      height: 430,
      autosize: true,
      font: { family: fontFamily, size: 14, color: ink },
      title: { x: 0.01, xanchor: 'left', y: 0.97, yanchor: 'top', font: { size: 17, weight: 600 } },
      paper_bgcolor: paper,
      plot_bgcolor: 'rgba(0,0,0,0)',
      colorway: [...palette],
      margin: { l: 60, r: 24, t: hasTitle ? 56 : 24, b: 52 },
      hoverlabel: { font: { family: fontFamily, size: 13 } },
      legend: { bgcolor: 'rgba(0,0,0,0)' },
      // plotly.js derives the buttons' ground from the paper's colour: of transparent it makes a dark bar across the title.
      modebar: { bgcolor: 'rgba(0,0,0,0)', color: 'rgba(128,128,128,0.7)', activecolor: ink },
    },
    own,
  )
}

/** A slim colour bar with its title along the side. */
export const colorbar = (title: string, more: Layout = {}): Layout => ({
  title: { text: title, side: 'right', font: { size: 13 } },
  thickness: 14,
  outlinewidth: 0,
  ...more,
})
