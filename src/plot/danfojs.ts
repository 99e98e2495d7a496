/**
 * `df.plot('name').line()` of danfojs, which says "Not supported in NodeJS" by itself: danfojs's own rules choose columns and
 * traces, and where it would call plotly.js on an element of a page, a figure of ours shows itself. Nothing is loaded here:
 * danfojs takes seconds, and most notebooks do without.
 */
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { Figure, type Trace } from './figure.ts'
import type { Layout } from './theme.ts'

const require = createRequire(import.meta.url)

interface PlotConfig {
  config?: Record<string, unknown>
  layout?: Layout
}

interface FrameLike {
  columns: string[]
}

/** What danfojs calls of plotly.js. */
interface Plotly {
  newPlot(name: string, data: Trace[], layout: Layout, config: object): void
}

type Draw = (frame: FrameLike, name: string, options: Required<PlotConfig>, plotly: Plotly) => void

const kinds = ['line', 'bar', 'scatter', 'hist', 'pie', 'box', 'violin', 'table'] as const

const noAxes = new Set(['pie', 'table'])

/** Names for what danfojs leaves unnamed: a series is drawn against its index, several columns each by its own name. */
function named(data: Trace[], layout: Layout, frame: FrameLike, kind: (typeof kinds)[number]): Layout {
  if (noAxes.has(kind)) return layout
  const columns = frame.columns.map(String)
  const value = columns.length === 1 && columns[0] !== '0' ? columns[0] : undefined
  const across = kind === 'hist' ? (data.length === 1 ? (data[0]!.name ?? value) : 'value') : 'index'
  const up = kind === 'hist' ? 'count' : value
  const [xaxis, yaxis] = [
    { title: across, ...layout.xaxis },
    { ...(up && { title: up }), ...layout.yaxis },
  ]
  return kind === 'box' || kind === 'violin' ? { ...layout, yaxis } : { ...layout, xaxis, yaxis }
}

/** What `df.plot(name)` answers: one method a kind of chart, each of which shows a figure at once. */
function chartsOf(load: () => Record<string, Draw>) {
  return class {
    constructor(frame: FrameLike, name = '') {
      for (const kind of kinds) {
        Object.defineProperty(this, kind, {
          enumerable: true,
          value: ({ config = {}, layout = {} }: PlotConfig = {}): void => {
            const draw = load()[`${kind}Plot`]!
            draw(
              frame,
              name,
              { config: { ...config }, layout },
              {
                newPlot: (_, data, chosen) =>
                  void new Figure({ data, layout: named(data, chosen, frame, kind) }).show(),
              },
            )
          },
        })
      }
    }
  }
}

/** Hooks danfojs, whether a cell has loaded it already or will load it later. Without danfojs nothing happens. */
export function hookDanfojs(): void {
  let base: string
  try {
    base = join(dirname(require.resolve('danfojs-node')).split(`${sep}danfojs-node${sep}src`)[0]!, 'danfojs-base')
  } catch {
    return
  }
  const file = join(base, 'plotting', 'index.js')
  const utils = join(base, 'shared', 'utils.js')
  const PlotlyLib = chartsOf(() => require(join(base, 'plotting', 'plotly', 'index.js')) as Record<string, Draw>)
  /** Only `plot` asks where it runs; danfojs's tables and readers have their own ways. */
  const allow = () => {
    const prototype = require.cache[utils]?.exports.default?.prototype
    if (prototype) prototype.isBrowserEnv = () => true
  }
  const loaded = require.cache[file]
  if (loaded) {
    loaded.exports.PlotlyLib = PlotlyLib
    allow()
    return
  }
  // Frames ask for this module after they asked for `utils`: the moment to answer both.
  const module = {
    id: file,
    filename: file,
    path: dirname(file),
    loaded: true,
    exports: { PlotlyLib },
    children: [],
    paths: [],
  }
  Object.defineProperty(require.cache, file, {
    configurable: true,
    enumerable: true,
    get: () => {
      allow()
      return module
    },
    set: () => {},
  })
}
