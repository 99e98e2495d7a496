/** Static pictures of figures, drawn off the main thread so that a cell goes on computing. */
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { GradlabError } from '../../errors.ts'
import type { Drawing } from './browser.ts'
import type { Answer, Request } from './worker.ts'

interface Waiting {
  resolve(svg: string): void
  reject(error: Error): void
}

let worker: Worker | undefined
let count = 0
const waiting = new Map<number, Waiting>()

/** The worker's file: beside this one when compiled; the compiled one too when this is TypeScript (tests). */
function workerFile(): URL | undefined {
  const compiled = import.meta.url.endsWith('.ts') ? '../../../dist/src/plot/static/worker.js' : './worker.js'
  const url = new URL(compiled, import.meta.url)
  return existsSync(url) ? url : undefined
}

function fail(error: Error): void {
  worker = undefined
  for (const { reject } of waiting.values()) reject(error)
  waiting.clear()
}

function start(file: URL): Worker {
  const started = new Worker(file, { execArgv: [], stdout: false, stderr: false })
  started.on('message', (answer: Answer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) started.unref()
    if ('svg' in answer) one?.resolve(answer.svg)
    else one?.reject(new GradlabError(`The figure could not be drawn: ${answer.error}`))
  })
  started.on('error', fail)
  started.on('exit', () => fail(new GradlabError('The drawing thread ended before the figure was drawn.')))
  started.unref() // a thread that waits for work does not keep the program alive
  return started
}

function ask(figure?: Drawing): Promise<string> {
  const file = workerFile()
  if (!file) return import('./browser.ts').then(({ draw, load }) => (figure ? draw(figure) : String(load() && '')))
  worker ??= start(file)
  const request: Request = { id: count++, figure }
  const answer = new Promise<string>((resolve, reject) => waiting.set(request.id, { resolve, reject }))
  if (figure) worker.ref()
  worker.postMessage(request)
  return answer
}

/** Draws a figure (Plotly's data and layout, as JSON) as SVG text. */
export function drawSvg(figure: Drawing): Promise<string> {
  return ask(figure)
}

/** Starts the drawing thread and loads plotly.js there (1–2 s), so that the first figure does not wait for it. */
export function warmUp(): void {
  if (!worker) ask().catch(() => {})
}
// A kernel that expects figures starts the thread while nobody waits.
;(globalThis as Record<symbol, unknown>)[Symbol.for('gradlab.pictures')] = warmUp
