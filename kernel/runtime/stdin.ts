/** `input()`: a question to the reader. */
import type { Channel } from './channel.ts'
import { KeyboardInterrupt } from './interrupt.ts'
import type { Output } from './output.ts'
import { type Run, runs } from './run.ts'

interface Question {
  resolve(value: string): void
  reject(error: Error): void
}

export class Stdin {
  readonly #channel: Channel
  readonly #output: Output
  readonly #current: () => Run | undefined
  readonly #open = new Map<number, Question>()
  #last = 0

  constructor(channel: Channel, output: Output, current: () => Run | undefined) {
    this.#channel = channel
    this.#output = output
    this.#current = current
  }

  async input(prompt: unknown = '', { password = false }: { password?: boolean } = {}): Promise<string> {
    const run = runs.getStore() ?? this.#current()
    if (!run || run !== this.#current())
      throw new Error('input() can only ask while its cell is running, and this cell has ended.')
    if (!run.request.allowStdin)
      throw new Error(
        'input() needs a front end that can ask the reader, and this one does not allow it (allow_stdin).',
      )
    const request = ++this.#last
    await this.#output.settled(run.cell)
    return new Promise<string>((resolve, reject) => {
      const stop = () => this.fail(request, new KeyboardInterrupt())
      this.#open.set(request, { resolve, reject })
      run.abort.signal.addEventListener('abort', stop, { once: true })
      this.#channel.send({ type: 'input_request', cell: run.cell, request, prompt: String(prompt), password })
    })
  }

  reply(request: number, value: string): void {
    this.#open.get(request)?.resolve(value)
    this.#open.delete(request)
  }

  fail(request: number, error: Error): void {
    this.#open.get(request)?.reject(error)
    this.#open.delete(request)
  }
}
