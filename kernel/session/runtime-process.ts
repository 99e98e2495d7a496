import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import { fileURLToPath } from 'node:url'
import { log, words } from '../wire/log.ts'
import type { FromRuntime, ToRuntime } from './contract.ts'
import { withoutNotes } from './native-notes.ts'
import { encodeFrame, FrameReader } from './pipe-frames.ts'

/** The child's own flags; what else the user set with `NODE_OPTIONS` comes along in the environment. */
const flags = ['--no-warnings=ExperimentalWarning']

/** The kernel's own limit of memory pools is not for TensorFlow's threads, nor for what cells start. */
function environment(): NodeJS.ProcessEnv {
  const { MALLOC_ARENA_MAX: _, ...env } = process.env
  return env
}

/** How long what the child wrote before its end may take to arrive; a process it left behind may hold the pipes. */
const lastWords = 500

export interface RuntimeEvents {
  frame(message: FromRuntime, buffers: Buffer[]): void
  /** Text that native code wrote to file descriptor 1 or 2. */
  native(name: 'stdout' | 'stderr', text: string): void
  /** The process has ended, and all that it wrote has been passed on. */
  exit(code: number | null, signal: NodeJS.Signals | null): void
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** The child process that runs cells, and the four pipes to it. */
export class RuntimeProcess {
  readonly #child: ChildProcess
  readonly #reader = new FrameReader<FromRuntime>()
  readonly #inputs: Socket[]
  readonly #toChild: Socket
  readonly #events: RuntimeEvents
  #received = 0
  #paused: Promise<void> | undefined
  #resume = () => {}
  #ended = false

  constructor(events: RuntimeEvents, entry = fileURLToPath(new URL('../runtime/child.js', import.meta.url))) {
    this.#events = events
    this.#child = spawn(process.execPath, [...flags, entry], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    })
    const [, stdout, stderr, fromChild, toChild] = this.#child.stdio as unknown as Socket[]
    this.#inputs = [stdout!, stderr!, fromChild!]
    this.#toChild = toChild!
    this.#listenNative(stdout!, 'stdout')
    this.#listenNative(stderr!, 'stderr')
    fromChild!.on('data', (chunk: Buffer) => this.#read(chunk))
    // A child that dies while we write: its exit tells all there is to tell.
    for (const socket of [...this.#inputs, this.#toChild]) socket.on('error', (error) => log('debug', words(error)))
    this.#child.once('error', (error) => {
      log('error', `the runtime could not be started: ${words(error)}`)
      this.#end(null, null)
    })
    this.#child.once('exit', (code, signal) => void this.#lastWords(code, signal))
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** The process is gone, and its end was reported. */
  get ended(): boolean {
    return this.#ended
  }

  #listenNative(socket: Socket, name: 'stdout' | 'stderr'): void {
    const decoder = new StringDecoder('utf8')
    const filter = name === 'stderr' ? withoutNotes() : (text: string) => text
    const pass = (text: string) => {
      if (text) this.#events.native(name, text)
    }
    socket.on('data', (chunk: Buffer) => {
      this.#received += chunk.length
      pass(filter(decoder.write(chunk)))
    })
    socket.once('end', () => pass(filter(decoder.end(), true)))
  }

  #read(chunk: Buffer): void {
    this.#received += chunk.length
    try {
      for (const { message, buffers } of this.#reader.push(chunk)) this.#events.frame(message, buffers)
    } catch (error) {
      // Out of step for good: only a fresh process helps.
      log('error', `the pipe from the runtime is broken: ${words(error)}`)
      this.kill()
    }
  }

  send(message: ToRuntime, buffers: readonly Buffer[] = []): void {
    if (!this.#ended && this.#toChild.writable) this.#toChild.write(encodeFrame(message, buffers))
  }

  /** Stops reading: the child's writes then block, and with them the cell that floods. */
  pause(): void {
    if (this.#paused) return
    for (const socket of this.#inputs) socket.pause()
    this.#paused = new Promise((resolve) => {
      this.#resume = resolve
    })
  }

  resume(): void {
    if (!this.#paused) return
    this.#paused = undefined
    for (const socket of this.#inputs) socket.resume()
    this.#resume()
  }

  /** Resolves when all that the child has written so far has been read: a whole turn of the event loop without data. */
  async quiet(): Promise<void> {
    await nextTurn()
    for (let before = -1; before !== this.#received || this.#paused; ) {
      await this.#paused
      before = this.#received
      await nextTurn()
    }
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#child.kill(signal)
  }

  async #lastWords(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    const ends = this.#inputs.map((socket) =>
      socket.readableEnded || socket.destroyed ? null : new Promise((resolve) => socket.once('close', resolve)),
    )
    await this.#paused
    await Promise.race([Promise.all(ends), new Promise((resolve) => setTimeout(resolve, lastWords))])
    this.#end(code, signal)
  }

  #end(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#ended) return
    this.#ended = true
    for (const socket of [...this.#inputs, this.#toChild]) socket.destroy()
    this.#events.exit(code, signal)
  }
}
