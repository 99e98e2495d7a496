/** Drives the real runtime child over its pipes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Duplex, Readable, Writable } from 'node:stream'
import type { FromRuntime, ImportRequest, RunRequest, ToRuntime } from '../../../kernel/session/contract.ts'
import { encodeFrame, FrameReader, type PipeFrame } from '../../../kernel/session/pipe-frames.ts'
import { compileKernel, home } from './compile-kernel.ts'

export { home }

type Message<T extends FromRuntime['type']> = Extract<FromRuntime, { type: T }>
type Heard = PipeFrame<FromRuntime>

/** The map of code that no compiler made. */
export const noMap = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })

export interface Outcome {
  status: 'ok' | 'error'
  messages: FromRuntime[]
  stdout: string
  stderr: string
  result?: Message<'result'>
  error?: Message<'error'>
  displays: Message<'display'>[]
  done: Message<'done'>
}

export interface Snippet {
  js: string
  map?: string
  code?: string
  async?: boolean
  imports?: (string | ImportRequest)[]
  locals?: RunRequest['locals']
  silent?: boolean
  allowStdin?: boolean
  expressions?: RunRequest['expressions']
}

export class ChildHarness {
  readonly child: ChildProcess
  readonly heard: Heard[] = []
  readonly exited: Promise<{ code: number | null; signal: string | null }>
  /** Text that came over the child's own file descriptors 1 and 2. */
  native = ''
  #cell = 0
  #listeners = new Set<(frame: Heard) => void>()

  constructor(folder = home, options: { home?: string; env?: Record<string, string> } = {}) {
    const script = join(compileKernel(), 'kernel/runtime/child.js')
    this.child = spawn(process.execPath, [script], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, GRADLAB_PRELOAD: 'off', ...options.env },
    })
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on('data', (chunk: Buffer) => {
        this.native += chunk.toString()
      })
    const reader = new FrameReader<FromRuntime>()
    ;(this.child.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) {
        this.heard.push(frame)
        for (const listener of this.#listeners) listener(frame)
      }
    })
    ;(this.child.stdio[4] as Duplex).on('error', () => {})
    this.exited = new Promise((resolve) => {
      this.child.on('exit', (code, signal) => resolve({ code, signal }))
    })
    this.send({ type: 'open', folder, home: options.home ?? home })
  }

  static async start(...parts: ConstructorParameters<typeof ChildHarness>): Promise<ChildHarness> {
    const harness = new ChildHarness(...parts)
    await harness.next('ready')
    return harness
  }

  send(message: ToRuntime, buffers: ArrayBufferView[] = []): void {
    ;(this.child.stdio[4] as Writable).write(encodeFrame(message, buffers))
  }

  /** The first frame of a type (that fits) heard after `from`, waiting for it. */
  next<T extends FromRuntime['type']>(
    type: T,
    fits: (message: Message<T>) => boolean = () => true,
    from = 0,
  ): Promise<Message<T> & { raw: Buffer[] }> {
    const matches = ({ message }: Heard) => message.type === type && fits(message as Message<T>)
    const give = ({ message, buffers }: Heard) => ({ ...(message as Message<T>), raw: buffers })
    const found = this.heard.slice(from).find(matches)
    if (found) return Promise.resolve(give(found))
    return new Promise((resolve, reject) => {
      const listener = (frame: Heard) => {
        if (!matches(frame)) return
        this.#listeners.delete(listener)
        resolve(give(frame))
      }
      this.#listeners.add(listener)
      void this.exited.then(({ code, signal }) =>
        reject(new Error(`The child ended (${signal ?? code}) before ${type} came.\n${this.native}`)),
      )
    })
  }

  /** Starts a cell and returns its number; `js` is what stands in the function's body unless it is a whole function. */
  begin(snippet: Snippet | string): number {
    const cell = ++this.#cell
    const { js, ...rest } = typeof snippet === 'string' ? { js: snippet } : snippet
    const isAsync = rest.async ?? js.includes('await')
    this.send({
      type: 'run',
      cell,
      name: `Cell In[${cell}]`,
      executionCount: cell,
      cellId: `id-${cell}`,
      code: rest.code ?? js,
      js: js.startsWith('(') ? js : `(${isAsync ? 'async ' : ''}function ($, $k) {\n${js}\n})`,
      map: rest.map ?? noMap,
      async: isAsync,
      imports: (rest.imports ?? []).map((i) => (typeof i === 'string' ? { specifier: i } : i)),
      locals: rest.locals ?? [],
      silent: rest.silent ?? false,
      allowStdin: rest.allowStdin ?? true,
      expressions: rest.expressions ?? {},
    })
    return cell
  }

  async finish(cell: number): Promise<Outcome> {
    const done = await this.next('done', (message) => message.cell === cell)
    const messages = this.heard.map((frame) => frame.message).filter((m) => 'cell' in m && m.cell === cell)
    const of = <T extends FromRuntime['type']>(type: T) => messages.filter((m) => m.type === type) as Message<T>[]
    const text = (name: string) =>
      of('stream')
        .filter((m) => m.name === name)
        .map((m) => m.text)
        .join('')
    return {
      status: done.status,
      done,
      messages,
      stdout: text('stdout'),
      stderr: text('stderr'),
      result: of('result')[0],
      error: of('error')[0],
      displays: of('display'),
    }
  }

  run(snippet: Snippet | string): Promise<Outcome> {
    return this.finish(this.begin(snippet))
  }

  async stop(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exited
  }
}
