/** An answer of a worker that is waited for without giving the thread away, so that a call can fail where it stands. */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads'

/** What a worker answers through: goes with a message whose transfer list holds `port`. */
export interface Reply {
  port: MessagePort
  /** Becomes 1 when the answer is there. */
  done: Int32Array
}

/**
 * Waits for a worker's answer.
 * @param send posts the question with the reply to answer through
 * @param patience milliseconds
 * @returns the answer, undefined where none came in time
 */
export function waitForReply(send: (reply: Reply) => void, patience: number): unknown {
  const { port1, port2 } = new MessageChannel()
  const done = new Int32Array(new SharedArrayBuffer(4))
  try {
    send({ port: port2, done })
    Atomics.wait(done, 0, 0, patience)
    return receiveMessageOnPort(port1)?.message
  } finally {
    port1.close()
  }
}

/** In the worker: gives the answer to the thread that waits. */
export function reply({ port, done }: Reply, answer: unknown): void {
  port.postMessage(answer)
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
  port.close()
}
