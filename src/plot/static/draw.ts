/** Static pictures of figures and diagrams, drawn off the main thread so that a cell goes on computing. */
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { GradlabError } from '../../errors.ts'
import type { Drawing } from './browser.ts'
import { waitForReply } from './reply.ts'
import type { Answer, Diagram, Question, Request } from './worker.ts'

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

/** In this thread, where there is no compiled worker. */
async function here({ figure, sayWhy, diagram }: Partial<Request>): Promise<string> {
  if (diagram) return (await import('./diagram/mermaid.ts')).drawDiagram(diagram.text, diagram.look)
  const { draw, drawOrSayWhy, load } = await import('./browser.ts')
  if (figure) return sayWhy ? drawOrSayWhy(figure) : draw(figure)
  return String(load() && '')
}

function ask(wanted: Partial<Request>): Promise<string> {
  const file = workerFile()
  if (!file) return here(wanted)
  worker ??= start(file)
  const request: Request = { ...wanted, id: count++ }
  const answer = new Promise<string>((resolve, reject) => waiting.set(request.id, { resolve, reject }))
  if (wanted.figure || wanted.diagram) worker.ref()
  worker.postMessage(request)
  return answer
}

/**
 * Draws a figure (Plotly's data and layout, as JSON) as SVG text.
 * @param options.sayWhy of a figure that cannot be drawn without a screen, a picture that says why. @default false: an error
 */
export function drawSvg(figure: Drawing, { sayWhy = false } = {}): Promise<string> {
  return ask({ figure, sayWhy })
}

/** Draws a Mermaid diagram as SVG text. */
export function drawDiagram(diagram: Diagram): Promise<string> {
  return ask({ diagram })
}

/** How long a call waits for a diagram to be read (ms): on a busy machine the thread's start and plotly.js come first. */
const patience = 20_000

/** What is wrong with a diagram's text, as a sentence, found before the call returns; undefined where nothing is, or none can tell. */
export function mistakeIn(text: string): string | undefined {
  const file = workerFile()
  if (!file) return undefined
  worker ??= start(file)
  const to = worker
  const send = (reply: Question['reply']) =>
    to.postMessage({ check: text, reply } satisfies Question, [reply.port as never])
  return waitForReply(send, patience) as string | undefined
}

/** Starts the drawing thread and loads plotly.js there (1–2 s), so that the first figure does not wait for it. */
export function warmUp(): void {
  if (!worker) ask({}).catch(() => {})
}
// A kernel that expects figures starts the thread while nobody waits.
;(globalThis as Record<symbol, unknown>)[Symbol.for('gradlab.pictures')] = warmUp
