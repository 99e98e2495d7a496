/** The smallest Jupyter client that can time any kernel: raw sockets, no checks of what comes. */
import { spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Dealer, Subscriber } from 'zeromq'

const delimiter = Buffer.from('<IDS|MSG>')

/** All at once: one that was closed could be given out again. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
  const ports = servers.map((server) => server.address().port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** A process and all below it: their numbers, the root first. */
function processTree(root) {
  const parents = new Map()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It ended while we read.
    }
  }
  const below = (pid) => [
    pid,
    ...[...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)),
  ]
  return below(root)
}

/**
 * Memory of a process and all below it, in bytes. `shared`: what several processes share counts once (Linux's PSS; a
 * kernel of three Node processes would else pay three times for Node itself). `resident`: it counts in each (RSS).
 * `each`: the private and shared part of every process with its command, the kernel's own first.
 */
function treeMemory(root) {
  const memory = { shared: 0, resident: 0, each: [] }
  for (const pid of processTree(root)) {
    let text
    try {
      text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    } catch {
      continue // It ended while we read.
    }
    const shared = Number(/^Pss:\s*(\d+)/m.exec(text)[1]) * 1024
    memory.shared += shared
    memory.resident += Number(/^Rss:\s*(\d+)/m.exec(text)[1]) * 1024
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    memory.each.push({ pid, shared, command })
  }
  return memory
}

/** A kernel process under measurement. `argv` holds `{connection_file}`, as in a kernelspec. */
export class Kernel {
  static async start(argv, env = {}, cwd = undefined, stdio = 'ignore') {
    const kernel = new Kernel()
    kernel.folder = mkdtempSync(join(tmpdir(), 'gradlab-bench-'))
    const names = ['shell_port', 'control_port', 'stdin_port', 'iopub_port', 'hb_port']
    const numbers = await freePorts(names.length)
    const ports = Object.fromEntries(names.map((name, i) => [name, numbers[i]]))
    kernel.key = randomUUID()
    const file = join(kernel.folder, 'connection.json')
    const connection = { ...ports, transport: 'tcp', ip: '127.0.0.1', key: kernel.key, signature_scheme: 'hmac-sha256' }
    writeFileSync(file, JSON.stringify({ ...connection, kernel_name: 'bench' }))
    kernel.shell = new Dealer({ linger: 0 })
    kernel.control = new Dealer({ linger: 0 })
    kernel.iopub = new Subscriber({ linger: 0 })
    kernel.waiting = new Map()
    kernel.iopub.subscribe('')
    kernel.started = performance.now()
    const [command, ...args] = argv.map((part) => part.replace('{connection_file}', file))
    const all = { ...process.env, GRADLAB_HISTORY: join(kernel.folder, 'history.sqlite'), ...env }
    kernel.process = spawn(command, args, { cwd: cwd ?? kernel.folder, env: all, stdio })
    kernel.process.once('error', (error) => console.error(error.message))
    for (const name of ['shell', 'control', 'iopub']) {
      kernel[name].connect(`tcp://127.0.0.1:${ports[`${name}_port`]}`)
      kernel.#listen(kernel[name])
    }
    return kernel
  }

  async #listen(socket) {
    for await (const frames of socket) {
      const at = frames.findIndex((frame) => frame.equals(delimiter))
      const [header, parent, , content] = frames.slice(at + 2, at + 6).map((part) => JSON.parse(part))
      const waiter = this.waiting.get(parent.msg_id)
      if (!waiter) continue
      if (header.msg_type === 'execute_result') waiter.result = content.data['text/plain']
      if (header.msg_type === 'stream') waiter.text += content.text
      if (header.msg_type.endsWith('_reply')) waiter.reply = content
      if (header.msg_type === 'status' && content.execution_state === 'idle') waiter.idle = true
      if (waiter.reply && (waiter.idle || !waiter.untilIdle)) {
        this.waiting.delete(parent.msg_id)
        waiter.resolve(waiter)
      }
    }
  }

  request(type, content, { untilIdle = false, timeout = 60_000, channel = 'shell' } = {}) {
    const id = randomUUID()
    const date = new Date().toISOString()
    const header = { msg_id: id, msg_type: type, session: this.key, username: 'bench', date, version: '5.3' }
    const parts = [header, {}, {}, content].map((part) => Buffer.from(JSON.stringify(part)))
    const hmac = createHmac('sha256', this.key)
    for (const part of parts) hmac.update(part)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${type}: no reply in ${timeout / 1000} s`)), timeout)
      const done = (waiter) => {
        clearTimeout(timer)
        resolve(waiter)
      }
      this.waiting.set(id, { resolve: done, untilIdle, text: '' })
      this[channel].send([delimiter, Buffer.from(hmac.digest('hex')), ...parts])
    })
  }

  info() {
    return this.request('kernel_info_request', {})
  }

  /** Waits until the kernel's publications reach us: what it publishes before the subscription has, is lost. */
  async ready() {
    await this.info()
    for (;;) {
      try {
        await this.request('kernel_info_request', {}, { untilIdle: true, timeout: 500 })
        return
      } catch {
        // Asked again: the subscription is on its way.
      }
    }
  }

  /** Runs a cell until it is idle; how long it took, in milliseconds. */
  async cell(code, options = {}) {
    const start = performance.now()
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    }
    const { reply, result, text } = await this.request('execute_request', content, { untilIdle: true, ...options })
    return { ms: performance.now() - start, status: reply.status, result, text, error: reply.evalue }
  }

  async complete(code) {
    const start = performance.now()
    const { reply } = await this.request('complete_request', { code, cursor_pos: code.length }, { timeout: 10_000 })
    return { ms: performance.now() - start, matches: reply.matches ?? [] }
  }

  memory() {
    return treeMemory(this.process.pid)
  }

  async stop() {
    for (const socket of [this.shell, this.control, this.iopub]) socket.close()
    if (this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve))
      this.process.kill('SIGKILL')
      await ended
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}
