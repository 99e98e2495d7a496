/**
 * The watcher thread: it reads what the main process sends while a cell may be blocking the main thread. Interrupts
 * it carries out itself; the debugger's messages it relays to the inspector; all else goes on to the main thread.
 */
import { Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import type { ToRuntime } from '../session/contract.ts'
import { encodeFrame, FrameReader } from '../session/pipe-frames.ts'
import { fromMain, toMain, writeAll } from './channel.ts'
import { Shared } from './shared.ts'

const port = parentPort!
const shared = new Shared(workerData as SharedArrayBuffer)
const reader = new FrameReader<ToRuntime>()

let debuggerRelay: ((message: string) => void) | undefined
const waiting: Uint8Array[] = []

/** Debugger replies must not block this thread (it would no longer see interrupts): they wait for the lock in a queue. */
function flush(): void {
  while (waiting.length > 0) {
    if (!shared.tryLock()) {
      setTimeout(flush, 1)
      return
    }
    try {
      writeAll(toMain, waiting.shift()!)
    } finally {
      shared.unlock()
    }
  }
}

async function relay(message: string): Promise<void> {
  if (!debuggerRelay) {
    const { openDebugger } = await import('./debugger-relay.ts')
    debuggerRelay = openDebugger((reply) => {
      waiting.push(encodeFrame({ type: 'cdp', message: reply }))
      if (waiting.length === 1) flush()
    })
  }
  debuggerRelay(message)
}

const relayed: string[] = []
let relaying = false

/** In order, also while the relay is still being loaded. */
async function relayAll(): Promise<void> {
  if (relaying) return
  relaying = true
  while (relayed.length > 0) await relay(relayed.shift()!)
  relaying = false
}

const socket = new Socket({ fd: fromMain, readable: true, writable: false })
socket.on('data', (chunk) => {
  for (const frame of reader.push(chunk)) {
    if (frame.message.type === 'interrupt') shared.interrupt()
    if (frame.message.type === 'cdp') {
      relayed.push(frame.message.message)
      void relayAll()
    } else port.postMessage(frame)
  }
})
// The main process is gone: nobody would ever end this child otherwise.
const end = () => process.kill(process.pid, 'SIGKILL')
socket.on('close', end)
socket.on('error', end)
