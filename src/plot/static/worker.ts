/** The drawing thread: figures in, SVG text out, one after the other. */
import { parentPort } from 'node:worker_threads'
import { type Drawing, draw, load } from './browser.ts'

export interface Request {
  id: number
  figure?: Drawing
}

export type Answer = { id: number; svg: string } | { id: number; error: string }

let last = Promise.resolve()

parentPort?.on('message', ({ id, figure }: Request) => {
  last = last.then(async () => {
    try {
      if (!figure) load()
      parentPort!.postMessage({ id, svg: figure ? await draw(figure) : '' } satisfies Answer)
    } catch (error) {
      parentPort!.postMessage({ id, error: (error as Error).message } satisfies Answer)
    }
  })
})
