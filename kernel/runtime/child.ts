/** The runtime child's entry: it runs the cells and speaks with the main process over file descriptors 3 and 4. */
import { Worker } from 'node:worker_threads'
import type { ToRuntime } from '../session/contract.ts'
import type { PipeFrame } from '../session/pipe-frames.ts'
import { Channel } from './channel.ts'
import { Comms } from './comms.ts'
import { Displays } from './display.ts'
import { tidyPromises } from './displays/inspect.ts'
import { foldHome } from './errors/fold.ts'
import { takeStackTraces } from './errors/stack.ts'
import { Executor } from './executor.ts'
import { Failures } from './failures.ts'
import { installGlobals } from './globals.ts'
import { callInterruptibly } from './interrupt.ts'
import { Loader } from './loader/loader.ts'
import { tslabModule } from './loader/tslab-module.ts'
import { Output, takeStreams } from './output.ts'
import { Preload } from './preload.ts'
import { Sequence } from './sequence.ts'
import { Shared } from './shared.ts'
import { Stdin } from './stdin.ts'
import { guardTimers } from './timers.ts'

const shared = new Shared()
const watcher = new Worker(new URL(import.meta.url.replace(/child(\.[jt]s)$/, 'watcher$1')), {
  workerData: shared.buffer,
  // Taken, not passed on: else Node makes file descriptors 1 and 2 non-blocking, and native floods lose text.
  stdout: true,
  stderr: true,
})

const channel = new Channel(shared)
const output = new Output(channel, shared, new Sequence())
const displays = new Displays(output)
const failures = new Failures(channel, output)
const loader: Loader = new Loader(
  () => tslabModule(displays),
  (...parts) => executor.callModule(...parts),
)
const preload = new Preload(loader)
const executor = new Executor({ channel, shared, output, loader })
const interruptibly = <T>(call: () => T) => callInterruptibly(shared, call)
const comms = new Comms(channel, output, (error, cell) => failures.late(error, cell), interruptibly)
const stdin = new Stdin(channel, output, () => executor.current)

takeStreams(output)
takeStackTraces()
guardTimers()
failures.watch()
tidyPromises()
installGlobals({ displays, stdin, comms, latest: () => executor.latest, variables: executor.variables })
// The watcher turns interrupts into what they should do; a signal by itself must not end the child.
process.on('SIGINT', () => {})
process.on('exit', () => output.flush())

async function receive({ message, buffers }: PipeFrame<ToRuntime>): Promise<void> {
  switch (message.type) {
    case 'open':
      process.chdir(message.folder)
      foldHome(message.home)
      loader.open(message.folder, message.home)
      preload.idle()
      break
    case 'run':
      preload.busy(message.code)
      await executor.run(message)
      preload.idle()
      break
    case 'interrupt':
      comms.interrupt()
      executor.interrupt()
      break
    case 'input_reply':
      stdin.reply(message.request, message.value)
      break
    case 'input_error':
      stdin.fail(message.request, new Error(message.message))
      break
    case 'comm_open':
    case 'comm_msg':
    case 'comm_close':
      await comms.receive(message, buffers)
      if (message.request !== undefined) channel.send({ type: 'comm_done', request: message.request })
      break
    case 'shutdown':
      process.exit(0)
  }
}

watcher.on('message', (frame: PipeFrame<ToRuntime>) => void receive(frame))
channel.send({ type: 'ready', pid: process.pid })
