import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeMessage, encodeMessage } from '../../../kernel/wire/frames.ts'
import { createMessage } from '../../../kernel/wire/message.ts'
import { Signer } from '../../../kernel/wire/signature.ts'

const bytes = fc.uint8Array({ maxLength: 20 }).map((value) => Buffer.from(value))

test('what is encoded decodes to the same message', () => {
  const content = fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(
      content,
      fc.array(bytes, { maxLength: 3 }),
      fc.array(bytes, { maxLength: 3 }),
      (value, ids, buffers) => {
        const signer = new Signer('secret')
        const message = createMessage('session', 'execute_request', value, { identities: ids, buffers })
        expect(decodeMessage(encodeMessage(message, signer), signer)).toEqual(
          JSON.parse(JSON.stringify(message), revive),
        )
      },
    ),
  )
})

/** JSON turns buffers into records: back to buffers. */
function revive(_key: string, value: unknown): unknown {
  const found = value as { type?: unknown; data?: number[] } | null
  return found?.type === 'Buffer' && Array.isArray(found.data) ? Buffer.from(found.data) : value
}

function encoded(change: (frames: Buffer[]) => Buffer[]): () => void {
  const signer = new Signer('')
  const message = createMessage('session', 'x', {}, { identities: [Buffer.from('me')] })
  return () => void decodeMessage(change(encodeMessage(message, signer)), signer)
}

test('each way of being malformed is said', () => {
  expect(encoded((frames) => frames)).not.toThrow()
  expect(encoded(() => [])).toThrow('no <IDS|MSG> delimiter in 0 frames')
  expect(encoded((frames) => frames.filter((_, i) => i !== 1))).toThrow('no <IDS|MSG> delimiter')
  expect(encoded((frames) => frames.slice(0, 5))).toThrow('expected at least 5 frames')
  expect(encoded((frames) => frames.with(3, Buffer.from('{')))).toThrow()
  expect(encoded((frames) => frames.with(3, Buffer.from('[1]')))).toThrow('expected the header to be a JSON object')
  expect(encoded((frames) => frames.with(3, Buffer.from('{"msg_id":1}')))).toThrow(
    'expected header.msg_id to be a string',
  )
  expect(encoded((frames) => frames.with(6, Buffer.from('null')))).toThrow('expected the content to be a JSON object')
})

test('JSON that is nested too deeply is refused, not a crash', () => {
  const deep = Buffer.from(`{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`)
  const result = () => encoded((frames) => frames.with(6, deep))()
  try {
    result()
  } catch (error) {
    expect(error).toBeInstanceOf(Error)
  }
})
