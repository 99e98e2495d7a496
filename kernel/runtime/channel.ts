/** The pipe to the main process: frames written whole and in order, by blocking writes (which is the back-pressure). */
import { writeSync } from 'node:fs'
import type { FromRuntime } from '../session/contract.ts'
import { encodeFrame } from '../session/pipe-frames.ts'
import type { Shared } from './shared.ts'

/** File descriptors that the main process opened for this child. */
export const toMain = 3
export const fromMain = 4

const sleeper = new Int32Array(new SharedArrayBuffer(4))

/** Writes all bytes; waits where the pipe is full, and ends the process where nobody reads it any more. */
export function writeAll(fd: number, bytes: Uint8Array): void {
  let offset = 0
  while (offset < bytes.length) {
    try {
      offset += writeSync(fd, bytes, offset, bytes.length - offset)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EAGAIN') Atomics.wait(sleeper, 0, 0, 1)
      else if (code === 'EPIPE' || code === 'EBADF' || code === 'ECONNRESET') process.kill(process.pid, 'SIGKILL')
      else throw error
    }
  }
}

export class Channel {
  readonly #shared: Shared

  constructor(shared: Shared) {
    this.#shared = shared
  }

  send(message: FromRuntime, buffers?: readonly ArrayBufferView[]): void {
    const bytes = encodeFrame(message, buffers)
    const entered = this.#shared.enter()
    this.#shared.lock()
    try {
      writeAll(toMain, bytes)
    } finally {
      this.#shared.unlock()
      if (entered) this.#shared.leave()
    }
  }
}
