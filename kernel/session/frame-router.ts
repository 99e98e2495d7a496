import type { Kernel, Run } from '../protocol/kernel.ts'
import { log } from '../wire/log.ts'
import type { Content, Header } from '../wire/message.ts'
import type { FromRuntime } from './contract.ts'
import type { StdinRequests } from './stdin-requests.ts'

/** Runs whose late output still finds its way: enough for any notebook. */
const remembered = 10_000

/** JupyterLab's renderer of this draws an output once and ignores what it is updated with. */
const drawnOnce = 'application/vnd.plotly.v1+json'

/** An empty picture as high as a figure: put in its place for a moment, it makes JupyterLab draw the next figure afresh. */
function placeholder(figure: unknown, text: unknown): Content {
  const height = Number((figure as { layout?: { height?: number } } | null)?.layout?.height) || 450
  const empty = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="${height}"></svg>`
  return { 'image/svg+xml': empty, 'text/plain': typeof text === 'string' ? text : '' }
}

/** Turns what the runtime says into messages, each with the request that it belongs to as parent. */
export class FrameRouter {
  readonly #kernel: Kernel
  readonly #stdin: StdinRequests
  readonly #runs = new Map<number, Run>()
  #last: Run | undefined

  constructor(kernel: Kernel, stdin: StdinRequests) {
    this.#kernel = kernel
    this.#stdin = stdin
  }

  /** A run begins: output that names no cell is its own from now on. */
  begin(run: Run): void {
    this.#last = run
    this.#runs.set(run.cell, run)
    if (this.#runs.size > remembered) {
      const [oldest] = this.#runs.keys()
      this.#runs.delete(oldest as number)
    }
  }

  #parent(cell: number): Header | null {
    return (this.#runs.get(cell) ?? this.#last)?.request.header ?? null
  }

  /** What native code wrote: it knows no cell, so the text belongs to the one that runs, or ran last. */
  native(name: 'stdout' | 'stderr', text: string): void {
    const parent = this.#parent(0)
    if (parent) this.#kernel.publish('stream', { name, text }, { parent })
    else log('info', `runtime ${name}: ${text}`)
  }

  route(frame: FromRuntime, buffers: Buffer[]): void {
    switch (frame.type) {
      case 'stream':
        this.#publish(frame.cell, 'stream', { name: frame.name, text: frame.text })
        break
      case 'display': {
        const { data, metadata, id } = frame
        const transient = id === undefined ? {} : { display_id: id }
        const type = frame.update ? 'update_display_data' : 'display_data'
        if (frame.update && drawnOnce in data) {
          const still = placeholder(data[drawnOnce], data['text/plain'])
          this.#publish(frame.cell, type, { data: still, metadata: {}, transient })
        }
        this.#publish(frame.cell, type, { data, metadata, transient })
        break
      }
      case 'result':
        this.#result(frame)
        break
      case 'clear':
        this.#publish(frame.cell, 'clear_output', { wait: frame.wait })
        break
      case 'error':
      case 'late_error': {
        const { ename, evalue, traceback } = frame
        this.#publish(frame.cell, 'error', { ename, evalue, traceback })
        break
      }
      case 'input_request':
        this.#stdin.ask(frame, this.#runs.get(frame.cell))
        break
      case 'comm_open':
      case 'comm_msg':
      case 'comm_close':
        this.#comm(frame, buffers)
        break
      case 'cdp':
        this.#kernel.inspected(frame.message)
        break
      case 'ready':
        log('debug', `the runtime is ready: process ${frame.pid}`)
    }
  }

  #publish(cell: number, type: string, content: Content): void {
    this.#kernel.publish(type, content, { parent: this.#parent(cell) })
  }

  #result({ cell, data, metadata }: Extract<FromRuntime, { type: 'result' }>): void {
    const run = this.#runs.get(cell)
    if (!run || run.silent) return
    if (run.entry && typeof data['text/plain'] === 'string') run.entry.output = data['text/plain']
    this.#publish(cell, 'execute_result', { execution_count: run.executionCount, data, metadata })
  }

  #comm(frame: Extract<FromRuntime, { comm: string }>, buffers: Buffer[]): void {
    const { comms } = this.#kernel
    const metadata = (frame.metadata ?? {}) as Content
    const content: Content = { comm_id: frame.comm, data: frame.data ?? {} }
    if (frame.type === 'comm_open') {
      comms.open(frame.comm, frame.target)
      content.target_name = frame.target
    }
    if (frame.type === 'comm_close') comms.close(frame.comm)
    this.#kernel.publish(frame.type, content, { parent: this.#parent(frame.cell), metadata, buffers })
  }
}
