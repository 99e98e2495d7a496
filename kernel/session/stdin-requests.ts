import type { Run } from '../protocol/kernel.ts'
import { log } from '../wire/log.ts'
import type { Content, Message } from '../wire/message.ts'
import type { Channel } from '../wire/sockets.ts'
import type { FromRuntime, ToRuntime } from './contract.ts'

/** Questions that cells have asked with `input()`, until the front end answers. */
export class StdinRequests {
  readonly #stdin: Channel
  readonly #send: (frame: ToRuntime) => void
  #open: { request: number; client: string }[] = []

  constructor(stdin: Channel, send: (frame: ToRuntime) => void) {
    this.#stdin = stdin
    this.#send = send
  }

  ask({ request, prompt, password }: Extract<FromRuntime, { type: 'input_request' }>, run: Run | undefined): void {
    if (!run?.allowStdin) {
      const message = 'This front end does not answer input(): run the notebook where somebody can type.'
      this.#send({ type: 'input_error', request, message })
      return
    }
    this.#open.push({ request, client: run.request.header.session })
    this.#stdin.send('input_request', { prompt, password }, run.request)
  }

  /** `input_reply`: the answer to the newest question that this client was asked. */
  answer({ header, content }: Message): void {
    const at = this.#open.findLastIndex(({ client }) => client === header.session)
    const found = this.#open[at]
    if (!found) {
      log('warning', 'dropped an input_reply that answers no question')
      return
    }
    this.#open.splice(at, 1)
    const { request } = found
    const { value } = content as Content
    if (typeof value === 'string') this.#send({ type: 'input_reply', request, value })
    else this.#send({ type: 'input_error', request, message: 'The front end did not answer with text.' })
  }

  /** The cell ended: nobody waits for an answer any more. */
  forget(): void {
    this.#open = []
  }
}
