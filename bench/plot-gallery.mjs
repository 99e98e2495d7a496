// Draws one figure of every chart kind, the first and five more of it: prints milliseconds and bytes as a table in Markdown; with a folder, writes the PNGs there to be looked at.
//   node bench/plot-gallery.mjs [folder] [light|dark|auto] [only]
import { mkdirSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import * as plot from '../dist/src/plot/index.js'
import { gallery } from './plot-gallery/figures.mjs'

const [folder, theme = 'light', only = ''] = process.argv.slice(2)
plot.theme(theme === 'dark' ? 'dark' : theme === 'auto' ? 'auto' : 'light')
if (folder) mkdirSync(folder, { recursive: true })

const rows = []
// As in a notebook: the kernel starts the drawing thread when it is idle after a cell that took `plot`; the next cell comes later.
globalThis[Symbol.for('gradlab.pictures')]()
await setTimeout(8000) // loading, and a rehearsal of each kind
for (const [name, make] of Object.entries(gallery(plot))) {
  if (!name.includes(only)) continue
  const started = performance.now()
  const figure = await make()
  const made = performance.now()
  const svg = await figure.toSvg().catch((error) => {
    console.error(name, error.message)
    process.exitCode = 1
  })
  if (!svg) continue
  const drawn = performance.now()
  const again = []
  for (let i = 0; i < 5; i++) {
    const from = performance.now()
    await figure.toSvg()
    again.push(performance.now() - from)
  }
  const bundle = JSON.stringify(await figure[Symbol.for('Jupyter.display')]())
  if (folder)
    writeFileSync(
      `${folder}/${name}.png`,
      await figure.toPng({ scale: 1.5, background: theme === 'auto' ? '#111' : undefined }),
    )
  rows.push([
    name,
    Math.round(made - started),
    Math.round(drawn - made),
    Math.round(again.sort((a, b) => a - b)[2]),
    (svg.length / 1000).toFixed(1),
    (bundle.length / 1000).toFixed(1),
  ])
}
const line = (cells) => `| ${cells.join(' | ')} |`
const heads = ['chart', 'made, ms', 'first picture, ms', 'then, median of 5, ms', 'SVG, kB', 'bundle, kB']
console.log([line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n'))
