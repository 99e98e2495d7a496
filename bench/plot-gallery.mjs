// Draws one figure of every chart kind: prints milliseconds and bytes; with a folder, writes the PNGs there to be looked at.
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
await setTimeout(3000)
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
  await figure.toSvg()
  const again = performance.now() - drawn
  const bundle = JSON.stringify(await figure[Symbol.for('Jupyter.display')]())
  if (folder)
    writeFileSync(
      `${folder}/${name}.png`,
      await figure.toPng({ scale: 1.5, background: theme === 'auto' ? '#111' : undefined }),
    )
  rows.push({
    chart: name,
    'make ms': Math.round(made - started),
    'svg ms': Math.round(drawn - made),
    'again ms': Math.round(again),
    'svg kB': (svg.length / 1000).toFixed(1),
    'bundle kB': (bundle.length / 1000).toFixed(1),
    text: figure.description.slice(0, 100),
  })
}
console.table(rows)
