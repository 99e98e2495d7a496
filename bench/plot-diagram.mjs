// Reads and draws diagrams as a cell does: the first of a session, then the diagrams of the notebooks. Prints milliseconds.
//   node bench/plot-diagram.mjs
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import * as plot from '../dist/src/plot/index.js'

const folder = new URL('../notebooks/', import.meta.url)
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.ipynb'))
  .flatMap((name) => {
    const { cells } = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
    const source = cells.map((cell) => [cell.source].flat().join('')).join('\n')
    return [...source.matchAll(/```mermaid\n([\s\S]*?)```/g)].map(([, text]) => text)
  })

async function time(text) {
  const started = performance.now()
  const cpu = process.cpuUsage()
  const diagram = plot.mermaid(text)
  const read = performance.now()
  const bundle = await diagram[Symbol.for('Jupyter.display')]()
  if (!bundle['text/html']) throw new Error(`no picture of ${text}`)
  const { user, system } = process.cpuUsage(cpu)
  return [read - started, performance.now() - read, JSON.stringify(bundle).length, (user + system) / 1000]
}

// As in a notebook: the kernel starts the drawing thread while nobody waits.
globalThis[Symbol.for('gradlab.pictures')]()
await setTimeout(10_000)
const first = await time('graph LR; data --> model --> loss --> gradient --> model')
console.log(
  `first: read in ${first[0].toFixed(0)} ms (Mermaid is loaded), drawn in ${first[1].toFixed(0)} ms; processor ${first[3].toFixed(0)} ms`,
)
const all = []
for (const text of texts) all.push(await time(text))
const median = (i) => all.map((row) => row[i]).sort((a, b) => a - b)[all.length >> 1]
const most = (i) => Math.max(...all.map((row) => row[i]))
console.log(
  `${all.length} diagrams of the notebooks: read in ${median(0).toFixed(0)} ms (at most ${most(0).toFixed(0)}), ` +
    `drawn in ${median(1).toFixed(0)} ms (at most ${most(1).toFixed(0)}), processor ${median(3).toFixed(0)} ms (at most ${most(3).toFixed(0)}), ` +
    `bundle ${(median(2) / 1000).toFixed(0)} kB`,
)
