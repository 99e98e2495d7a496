/** The runtime child's entry: it runs the cells and speaks with the main process over file descriptors 3 and 4. */
import { Worker } from 'node:worker_threads'
import type { ToRuntime } from '../session/contract.ts'
import type { PipeFrame } from '../session/pipe-frames.ts'
import { Channel } from './channel.ts'
import { Executor } from './executor.ts'
import { Loader } from './loader/loader.ts'
import { Output, takeStreams } from './output.ts'
import { Sequence } from './sequence.ts'
import { Shared } from './shared.ts'

const shared = new Shared()
const watcher = new Worker(new URL(import.meta.url.replace(/child(\.[jt]s)/, 'watcher$1')), {
  workerData: shared.buffer,
  stdout: false,
  stderr: false,
})
const channel = new Channel(shared)
const output = new Output(channel, shared)
const sequence = new Sequence()
const loader = new Loader()
const executor = new Executor({ channel, shared, output, sequence, loader })

takeStreams(output)
process.on('SIGINT', () => {})

watcher.on('message', ({ message, buffers }: PipeFrame<ToRuntime>) => {
  switch (message.type) {
    case 'open':
      loader.open(message.folder, message.home)
      break
    case 'run':
      void executor.run(message)
      break
    case 'interrupt':
      executor.interrupt()
      break
    case 'shutdown':
      process.exit(0)
  }
})
channel.send({ type: 'ready', pid: process.pid })
