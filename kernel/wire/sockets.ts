import { Router, XPublisher } from 'zeromq'
import { address, type Connection } from './connection.ts'
import { decodeMessage, encodeMessage } from './frames.ts'
import { log, words } from './log.ts'
import { type Content, createMessage, type Message } from './message.ts'
import { Outbox } from './outbox.ts'
import { Publisher } from './publisher.ts'
import type { Signer } from './signature.ts'

export type ChannelName = 'shell' | 'control' | 'stdin'

/** One of the three sockets that requests come by and replies leave by. */
export class Channel {
  readonly name: ChannelName
  readonly outbox: Outbox
  readonly #socket: Router
  readonly #signer: Signer
  readonly #session: string

  constructor(name: ChannelName, socket: Router, signer: Signer, session: string) {
    this.name = name
    this.#socket = socket
    this.#signer = signer
    this.#session = session
    this.outbox = new Outbox({ send: (frames) => socket.send(frames) })
  }

  /** Sends to the peer that the request came from, with the request's header as parent. */
  send(type: string, content: Content, to: Message, metadata: Content = {}): void {
    const { identities, header: parent } = to
    const message = createMessage(this.#session, type, content, { identities, parent, metadata })
    this.outbox.push({ bytes: 512, frames: () => encodeMessage(message, this.#signer) })
  }

  /** Calls back with every valid message; what is none is logged and dropped. Ends when the socket closes. */
  async listen(receive: (message: Message) => void): Promise<void> {
    for await (const frames of this.#socket) {
      try {
        receive(decodeMessage(frames, this.#signer))
      } catch (error) {
        log('warning', `dropped a message on ${this.name}: ${error instanceof Error ? error.message : String(error)}`)
        log('debug', words(error))
      }
    }
  }
}

export interface Sockets {
  shell: Channel
  control: Channel
  stdin: Channel
  iopub: Publisher
  /** Sends all that is queued, then closes. */
  close(): Promise<void>
}

/** Sends back what comes, but for what came as the kernel ended: a closed socket takes nothing. */
async function echo(socket: Router): Promise<void> {
  for await (const frames of socket) if (!socket.closed) await socket.send(frames)
}

/** Opens and binds the five sockets of a connection. */
export async function openSockets(connection: Connection, signer: Signer, session: string): Promise<Sockets> {
  // A client that comes back with the same identity takes over; replies to one that has gone are dropped.
  const router = { handover: true, sendHighWaterMark: 0, linger: 1000 }
  const shell = new Router(router)
  const control = new Router(router)
  const stdin = new Router(router)
  const heartbeat = new Router(router)
  const publisher = new XPublisher({ noDrop: true, sendTimeout: 5000, linger: 1000, verbosity: 'allSubs' })
  await Promise.all([
    shell.bind(address(connection, 'shell_port')),
    control.bind(address(connection, 'control_port')),
    stdin.bind(address(connection, 'stdin_port')),
    publisher.bind(address(connection, 'iopub_port')),
    heartbeat.bind(address(connection, 'hb_port')),
  ])
  const failed = (name: string) => (error: unknown) => log('error', `the ${name} socket failed: ${words(error)}`)
  echo(heartbeat).catch(failed('heartbeat'))
  const iopub = new Publisher(publisher, signer, session)
  iopub.welcome().catch(failed('iopub'))
  const channels = {
    shell: new Channel('shell', shell, signer, session),
    control: new Channel('control', control, signer, session),
    stdin: new Channel('stdin', stdin, signer, session),
  }
  return {
    ...channels,
    iopub,
    async close() {
      await Promise.all([channels.shell, channels.control, channels.stdin, iopub].map((one) => one.outbox.drained()))
      for (const socket of [shell, control, stdin, publisher, heartbeat]) socket.close()
    },
  }
}
