/** The drawing thread: figures and diagrams in, SVG text out, one after the other. */
import { parentPort } from 'node:worker_threads'
import { type Drawing, draw, drawOrSayWhy, load } from './browser.ts'
import type { Look } from './diagram/look.ts'
import { rehearsal } from './rehearsal.ts'
import { type Reply, reply } from './reply.ts'

export interface Diagram {
  text: string
  look: Look
}

/** Something to draw, or nothing: then what figures need is loaded. */
export interface Request {
  id: number
  figure?: Drawing
  /** Where the figure cannot be drawn without a screen: a picture that says why, in place of an error. */
  sayWhy?: boolean
  diagram?: Diagram
}

/** A diagram's text, to be read while the asking thread waits. */
export interface Question {
  check: string
  reply: Reply
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

/** Mermaid is loaded when the first diagram comes: most notebooks have none. */
const mermaid = () => import('./diagram/mermaid.ts')

async function answer({ check, reply: to }: Question): Promise<void> {
  const found = mermaid().then(({ mistakeIn }) => mistakeIn(check))
  reply(to, await found.catch(() => undefined)) // where Mermaid cannot be loaded, no mistake can be told
}

async function picture({ id, figure, sayWhy, diagram }: Request): Promise<string> {
  if (diagram) return (await mermaid()).drawDiagram(diagram.text, diagram.look)
  if (figure) return sayWhy ? drawOrSayWhy(figure) : draw(figure)
  await rehearse(id)
  return ''
}

parentPort?.on('message', (message: Request | Question) => {
  if ('check' in message) {
    newest = -1 // ends a rehearsal: a thread is waiting
    void answer(message)
    return
  }
  const { id } = message
  newest = id
  last = last.then(async () => {
    try {
      parentPort!.postMessage({ id, svg: await picture(message) } satisfies Answer)
    } catch (error) {
      parentPort!.postMessage({ id, error: (error as Error).message } satisfies Answer)
    }
  })
})
