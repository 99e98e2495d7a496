/** The drawing thread: figures in, SVG text out, one after the other. */
import { parentPort } from 'node:worker_threads'
import { type Drawing, draw, load } from './browser.ts'
import { rehearsal } from './rehearsal.ts'

export interface Request {
  id: number
  figure?: Drawing
}

export type Answer = { id: number; svg: string } | { id: number; error: string }

let last = Promise.resolve()
let newest = -1

/** How often each figure of the rehearsal is drawn: after that V8 has optimized what runs often. */
const times = 3

/** Loads plotly.js and rehearses, one small figure after the other: a figure that comes meanwhile goes first. */
async function rehearse(id: number): Promise<void> {
  load()
  for (let i = 0; i < times; i++) {
    for (const one of rehearsal) {
      await new Promise((resolve) => setImmediate(resolve)) // lets messages in
      if (newest !== id) return
      await draw(JSON.parse(JSON.stringify(one))) // Plotly writes into what it draws
    }
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
