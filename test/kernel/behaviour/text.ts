import { stripVTControlCharacters } from 'node:util'
import type { Client, Exchange } from '../client.ts'

/** Text without colours. */
export const plain = (text: unknown): string => stripVTControlCharacters(String(text))

/** The traceback of a failed cell, without colours. */
export const traceback = ({ error }: Exchange): string => plain(error?.traceback.join('\n'))

/** Runs cells, each of which must succeed; what the last one shows as text. */
export async function shown(client: Client, ...cells: string[]): Promise<string> {
  let text: unknown
  for (const code of cells) {
    const { error, result } = await client.execute(code)
    if (error) throw new Error(`${code}\n${plain(error.traceback.join('\n'))}`)
    text = result?.['text/plain']
  }
  return plain(text)
}

/** Waits until a cell has printed something. */
export function printed(client: Client, id: string): Promise<unknown> {
  return client.next((one) => one.type === 'stream' && one.parent.msg_id === id, 0)
}
