import type { XPublisher } from 'zeromq'
import { encodeMessage } from './frames.ts'
import { log } from './log.ts'
import { createMessage, type Message, type MessageOptions } from './message.ts'
import { Outbox, type Outgoing } from './outbox.ts'
import type { Signer } from './signature.ts'

/** Text of one stream message at most: larger ones make front ends stutter. */
const largestText = 1 << 18

/** A message in the queue; text of the same stream is added to it until it leaves. */
class Publication implements Outgoing {
  bytes: number
  readonly #message: Message
  readonly #signer: Signer
  readonly #texts: string[] = []

  constructor(message: Message, signer: Signer) {
    this.#message = message
    this.#signer = signer
    this.bytes = 512
    if (message.header.msg_type === 'stream') this.#addText(message.content.text as string)
    else for (const buffer of message.buffers) this.bytes += buffer.length
  }

  #addText(text: string): void {
    this.#texts.push(text)
    this.bytes += text.length
  }

  /** Takes the text where it continues this very stream of the same request. */
  join(name: string, text: string, parent: MessageOptions['parent']): boolean {
    const { content, header, parent: mine } = this.#message
    if (header.msg_type !== 'stream' || content.name !== name || this.bytes + text.length > largestText) return false
    if ((parent?.msg_id ?? '') !== ((mine as { msg_id?: string }).msg_id ?? '')) return false
    this.#addText(text)
    return true
  }

  frames(): Buffer[] {
    if (this.#texts.length > 1) this.#message.content = { ...this.#message.content, text: this.#texts.join('') }
    return encodeMessage(this.#message, this.#signer)
  }
}

/** The iopub socket: what every front end sees, in order, without loss while they read. */
export class Publisher {
  readonly outbox: Outbox
  /** Called when a new subscriber has been greeted. */
  onSubscriber = () => {}
  readonly #socket: XPublisher
  readonly #signer: Signer
  readonly #session: string

  constructor(socket: XPublisher, signer: Signer, session: string) {
    this.#socket = socket
    this.#signer = signer
    this.#session = session
    this.outbox = new Outbox({ send: (frames) => this.#send(frames) })
  }

  publish(type: string, content: Message['content'], options: MessageOptions = {}): void {
    if (type === 'stream') {
      const { last } = this.outbox
      const text = content.text as string
      if (last instanceof Publication && last.join(content.name as string, text, options.parent)) {
        this.outbox.grew(text.length)
        return
      }
    }
    const topic = Buffer.from(`kernel.${this.#session}.${type}`)
    const message = createMessage(this.#session, type, content, { identities: [topic], ...options })
    this.outbox.push(new Publication(message, this.#signer))
  }

  /** Greets each new subscriber, who then knows that nothing will be missed any more (JEP 65). */
  async welcome(): Promise<void> {
    for await (const [event] of this.#socket) {
      if (event?.[0] !== 1) continue
      const topic = event.subarray(1)
      this.publish('iopub_welcome', { subscription: topic.toString() }, { identities: [topic] })
      this.onSubscriber()
    }
  }

  /**
   * Waits while a subscriber's queue is full, so that a flood is not lost but slows down the cell. One that has stopped
   * reading altogether must not stop the others: after the send time-out its messages are dropped until it reads again.
   */
  async #send(frames: Buffer[]): Promise<void> {
    try {
      await this.#socket.send(frames)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
    log('warning', 'a front end has stopped reading: its messages are dropped until it reads again')
    this.#socket.noDrop = false
    await this.#socket.send(frames)
    setTimeout(() => {
      if (!this.#socket.closed) this.#socket.noDrop = true
    }, 5000).unref()
  }
}
