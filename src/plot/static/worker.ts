/** The drawing thread: figures in, SVG text out, one after the other. */
import { parentPort } from 'node:worker_threads'
import { type Drawing, draw } from './browser.ts'

export interface Request {
  id: number
  figure?: Drawing
}

export type Answer = { id: number; svg: string } | { id: number; error: string }

/** Drawn while nobody waits: what most figures are made of, so that the first of each kind finds its code loaded and compiled. */
const rehearsal: Drawing = {
  data: [
    { type: 'scatter', x: [1, 10, 100], y: [1, 3, 2], name: 'a' },
    { type: 'scatter', mode: 'lines+markers', x: [1, 10, 100], y: [1, 2, 2], marker: { color: [1, 2, 3] }, name: 'b' },
    { type: 'heatmap', z: [[1, 2]], xaxis: 'x2', yaxis: 'y2', texttemplate: '%{z}' },
    {
      type: 'contour',
      z: Array.from({ length: 24 }, (_, i) => Array.from({ length: 24 }, (_, j) => Math.hypot(i, j))),
    },
    { type: 'histogram', x: [1, 2, 2, 3], xaxis: 'x2', yaxis: 'y2' },
    { type: 'box', y: [1, 2, 3, 9], xaxis: 'x2', yaxis: 'y2' },
  ],
  layout: {
    title: { text: '<b>title</b>' },
    xaxis: { domain: [0, 0.4], automargin: true, title: { text: 'x' }, type: 'log' },
    yaxis: { automargin: true, title: { text: 'y' } },
    xaxis2: { domain: [0.6, 1], anchor: 'y2' },
    yaxis2: { anchor: 'x2' },
    annotations: [{ x: 1, y: 1, text: 'here' }],
    shapes: [{ type: 'rect', x0: 0, x1: 1, y0: 0, y1: 1 }],
  },
}

let last = Promise.resolve()
let newest = -1

/** Draws the rehearsal a few times, because only code that runs often is compiled well; a figure that comes meanwhile goes first. */
async function rehearse(id: number): Promise<void> {
  for (let i = 0; i < 3 && newest === id; i++) {
    await draw(rehearsal)
    await new Promise((resolve) => setImmediate(resolve)) // lets messages in
  }
}

parentPort?.on('message', ({ id, figure }: Request) => {
  newest = id
  last = last.then(async () => {
    try {
      const svg = figure ? await draw(figure) : ''
      if (!figure) await rehearse(id)
      parentPort!.postMessage({ id, svg } satisfies Answer)
    } catch (error) {
      parentPort!.postMessage({ id, error: (error as Error).message } satisfies Answer)
    }
  })
})
