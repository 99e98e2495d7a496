/**
 * A real Jupyter client: it starts a kernel process, speaks with it over the real ZMQ sockets, with signatures, and
 * checks every message that comes against its declared shape. Also an imitation of how VS Code starts kernels: raw ZMQ.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Dealer, Request as HeartbeatSocket, Subscriber } from 'zeromq'
import { checkShape } from './message-shapes.ts'

export interface Received {
  channel: 'shell' | 'control' | 'stdin' | 'iopub'
  type: string
  header: Record<string, string>
  parent: Record<string, string>
  metadata: Record<string, unknown>
  /** Checked against its shape when it comes: tests read any field. */
  content: any
  buffers: Buffer[]
}

/** All that one request brought about. */
export interface Exchange {
  reply: Received
  /** Its iopub messages from `busy` to `idle`, without these two. */
  outputs: Received[]
  stdout: string
  stderr: string
  result: Record<string, unknown> | undefined
  error: { ename: string; evalue: string; traceback: string[] } | undefined
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const entry = join(root, 'dist', 'kernel', 'main.js')
const delimiter = Buffer.from('<IDS|MSG>')

export interface StartOptions {
  env?: Record<string, string>
  cwd?: string
  key?: string
  /** As VS Code does: no input is allowed. */
  allowStdin?: boolean
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

export class Client extends EventEmitter<{ message: [Received]; exit: [number | null] }> {
  readonly session = randomUUID()
  readonly folder = mkdtempSync(join(tmpdir(), 'gradlab-client-'))
  readonly received: Received[] = []
  readonly key: string
  log = ''
  process!: ChildProcess
  shell!: Dealer
  control!: Dealer
  stdin!: Dealer
  iopub!: Subscriber
  heartbeat!: HeartbeatSocket
  exited = false
  readonly #allowStdin: boolean
  /** Problems with messages that came; `close` throws them. */
  readonly problems: string[] = []

  private constructor({ key = randomUUID(), allowStdin = true }: StartOptions) {
    super()
    this.setMaxListeners(0)
    this.key = key
    this.#allowStdin = allowStdin
  }

  static async start(options: StartOptions = {}): Promise<Client> {
    if (!existsSync(entry)) throw new Error(`${entry} is missing: build first (npm run build).`)
    const client = new Client(options)
    await client.#start(options)
    return client
  }

  async #start({ env = {}, cwd }: StartOptions): Promise<void> {
    const [shell_port, control_port, stdin_port, iopub_port, hb_port] = (await freePorts(5)) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const file = join(this.folder, 'connection.json')
    const ports = { shell_port, control_port, stdin_port, iopub_port, hb_port }
    const connection = { ...ports, transport: 'tcp', ip: '127.0.0.1', key: this.key, signature_scheme: 'hmac-sha256' }
    writeFileSync(file, JSON.stringify(connection))
    const identity = this.session
    this.shell = new Dealer({ routingId: identity, linger: 0, receiveHighWaterMark: 0 })
    this.control = new Dealer({ routingId: identity, linger: 0 })
    this.stdin = new Dealer({ routingId: identity, linger: 0 })
    this.iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 })
    this.heartbeat = new HeartbeatSocket({ linger: 0 })
    this.iopub.subscribe('')
    this.process = spawn(process.execPath, [entry, 'kernel', file], {
      cwd: cwd ?? this.folder,
      env: { ...process.env, GRADLAB_HISTORY: join(this.folder, 'history.sqlite'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const keep = (chunk: Buffer) => {
      this.log += chunk
    }
    this.process.stdout?.on('data', keep)
    this.process.stderr?.on('data', keep)
    this.process.once('exit', (code) => {
      this.exited = true
      this.emit('exit', code)
    })
    for (const [name, port] of Object.entries(ports)) {
      const socket = {
        shell: this.shell,
        control: this.control,
        stdin: this.stdin,
        iopub: this.iopub,
        hb: this.heartbeat,
      }
      socket[name.replace('_port', '') as keyof typeof socket].connect(`tcp://127.0.0.1:${port}`)
    }
    for (const channel of ['shell', 'control', 'stdin', 'iopub'] as const) void this.#listen(channel)
    // Both must be there before a test begins: the kernel's answer, and the subscription.
    await Promise.all([this.next((one) => one.type === 'iopub_welcome'), this.request('kernel_info_request', {})])
  }

  async #listen(channel: Received['channel']): Promise<void> {
    for await (const frames of this[channel]) {
      const at = frames.findIndex((frame) => frame.equals(delimiter))
      const [signature, ...parts] = frames.slice(at + 1) as [Buffer, ...Buffer[]]
      const [header, parent, metadata, content] = parts.slice(0, 4).map((part) => JSON.parse(part.toString()))
      if (signature.toString() !== this.sign(parts.slice(0, 4)))
        this.problems.push(`${header.msg_type}: wrong signature`)
      const type = header.msg_type
      const message = { channel, type, header, parent, metadata, content, buffers: parts.slice(4) }
      const problem = checkShape(message)
      if (problem) this.problems.push(problem)
      this.received.push(message)
      this.emit('message', message)
    }
  }

  sign(parts: Buffer[]): string {
    if (!this.key) return ''
    const hmac = createHmac('sha256', this.key)
    for (const part of parts) hmac.update(part)
    return hmac.digest('hex')
  }

  /** A message as frames; tests of bad input change them. */
  frames(
    type: string,
    content: unknown,
    parent: unknown = {},
    metadata: unknown = {},
  ): { id: string; frames: Buffer[] } {
    const id = randomUUID()
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: 'test',
      date: new Date().toISOString(),
      version: '5.5',
    }
    const parts = [header, parent, metadata, content].map((part) => Buffer.from(JSON.stringify(part)))
    return { id, frames: [delimiter, Buffer.from(this.sign(parts)), ...parts] }
  }

  /** Sends a message; its id. */
  send(
    channel: 'shell' | 'control' | 'stdin',
    type: string,
    content: unknown,
    options: { parent?: unknown; metadata?: unknown; buffers?: Buffer[] } = {},
  ): string {
    const { id, frames } = this.frames(type, content, options.parent, options.metadata)
    void this[channel].send([...frames, ...(options.buffers ?? [])])
    return id
  }

  /** The first message that fits, among those to come (or, from an index on, those that came). */
  next(fits: (message: Received) => boolean, from = this.received.length): Promise<Received> {
    const found = this.received.slice(from).find(fits)
    if (found) return Promise.resolve(found)
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error(`The kernel ended. Its log:\n${this.log}`))
      const check = (message: Received) => {
        if (!fits(message)) return
        this.off('message', check)
        this.off('exit', gone)
        resolve(message)
      }
      this.on('message', check)
      this.once('exit', gone)
    })
  }

  /** The reply to a request that was sent. */
  reply(id: string): Promise<Received> {
    return this.next((one) => one.channel !== 'iopub' && one.channel !== 'stdin' && one.parent.msg_id === id, 0)
  }

  /** The reply and all output of a request that was sent. */
  async exchange(id: string): Promise<Exchange> {
    const isIdle = (one: Received) =>
      one.type === 'status' && one.content.execution_state === 'idle' && one.parent.msg_id === id
    const [reply] = await Promise.all([this.reply(id), this.next(isIdle, 0)])
    const outputs = this.received.filter(
      (one) => one.channel === 'iopub' && one.parent.msg_id === id && one.type !== 'status',
    )
    const text = (name: string) =>
      outputs
        .filter((one) => one.type === 'stream' && one.content.name === name)
        .map((one) => one.content.text)
        .join('')
    return {
      reply,
      outputs,
      stdout: text('stdout'),
      stderr: text('stderr'),
      result: outputs.find((one) => one.type === 'execute_result')?.content.data,
      error: outputs.find((one) => one.type === 'error')?.content,
    }
  }

  async request(type: string, content: unknown, channel: 'shell' | 'control' = 'shell'): Promise<Received> {
    return this.reply(this.send(channel, type, content))
  }

  /** Sends a cell; its message id. */
  sendCell(code: string, content: Record<string, unknown> = {}): string {
    return this.send('shell', 'execute_request', {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: this.#allowStdin,
      stop_on_error: true,
      ...content,
    })
  }

  /** Runs a cell to its end. */
  execute(code: string, content: Record<string, unknown> = {}): Promise<Exchange> {
    return this.exchange(this.sendCell(code, content))
  }

  /** Resolves when the process has ended. */
  async end(): Promise<number | null> {
    if (this.exited) return this.process.exitCode
    return new Promise((resolve) => this.once('exit', resolve))
  }

  async close(): Promise<void> {
    if (!this.exited) {
      this.send('control', 'shutdown_request', { restart: false })
      const timer = setTimeout(() => this.process.kill('SIGKILL'), 5000)
      await this.end()
      clearTimeout(timer)
    }
    for (const socket of [this.shell, this.control, this.stdin, this.iopub, this.heartbeat]) socket.close()
    rmSync(this.folder, { recursive: true, force: true })
    if (this.problems.length > 0) throw new Error(`Messages of a wrong shape:\n${this.problems.join('\n')}`)
  }
}
