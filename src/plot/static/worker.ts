/** The drawing thread: figures in, SVG text out, one after the other. */
import { parentPort } from 'node:worker_threads'
import { type Drawing, draw } from './browser.ts'

export interface Request {
  id: number
  figure?: Drawing
}

export type Answer = { id: number; svg: string } | { id: number; error: string }

/** Drawn while nobody waits: curves, a legend, cells and a colour bar, so that the first figure finds their code compiled. */
const rehearsal: Drawing = {
  data: [
    { type: 'scatter', y: [1, 3, 2], name: 'a' },
    { type: 'scatter', mode: 'markers', y: [1, 2, 2], name: 'b' },
    { type: 'heatmap', z: [[1, 2]], xaxis: 'x2', yaxis: 'y2', texttemplate: '%{z}' },
  ],
  layout: {
    title: { text: 'title' },
    xaxis: { domain: [0, 0.4], automargin: true, title: { text: 'x' } },
    yaxis: { automargin: true, title: { text: 'y' } },
    xaxis2: { domain: [0.6, 1], anchor: 'y2' },
    yaxis2: { anchor: 'x2' },
  },
}

let last = Promise.resolve()

parentPort?.on('message', ({ id, figure }: Request) => {
  last = last.then(async () => {
    try {
      const svg = await draw(figure ?? rehearsal)
      parentPort!.postMessage({ id, svg: figure ? svg : '' } satisfies Answer)
    } catch (error) {
      parentPort!.postMessage({ id, error: (error as Error).message } satisfies Answer)
    }
  })
})
