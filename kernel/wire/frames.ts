import type { Content, Header, Message } from './message.ts'
import type { Signer } from './signature.ts'

/** Parts the routing ids from the message. */
const delimiter = Buffer.from('<IDS|MSG>')

const maximumIdentities = 16

function isRecord(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readRecord(name: string, bytes: Buffer): Content {
  const value: unknown = JSON.parse(bytes.toString('utf8'))
  if (!isRecord(value))
    throw new Error(`expected the ${name} to be a JSON object, found ${bytes.toString('utf8', 0, 40)}`)
  return value
}

function checkHeader(value: Content): Header {
  for (const name of ['msg_id', 'msg_type', 'session'] as const) {
    if (typeof value[name] !== 'string')
      throw new Error(`expected header.${name} to be a string, found ${typeof value[name]}`)
  }
  return value as unknown as Header
}

/** What a message is on the wire: ids, delimiter, signature, header, parent header, metadata, content, buffers. */
export function encodeMessage(message: Message, signer: Signer): Buffer[] {
  const { header, parent, metadata, content } = message
  const parts = [header, parent, metadata, content].map((part) => Buffer.from(JSON.stringify(part)))
  return [...message.identities, delimiter, Buffer.from(signer.sign(parts)), ...parts, ...message.buffers]
}

/** The message in the frames of one ZMQ message; throws, with the reason, on anything that is not one. */
export function decodeMessage(frames: readonly Buffer[], signer: Signer): Message {
  const at = frames.findIndex((frame) => frame.equals(delimiter))
  if (at < 0 || at > maximumIdentities) throw new Error(`no <IDS|MSG> delimiter in ${frames.length} frames`)
  const [signature, ...rest] = frames.slice(at + 1)
  const parts = rest.slice(0, 4)
  if (!signature || parts.length < 4)
    throw new Error(`expected at least 5 frames after the delimiter, found ${frames.length - at - 1}`)
  signer.check(signature, parts)
  const [header, parent, metadata, content] = parts as [Buffer, Buffer, Buffer, Buffer]
  return {
    identities: frames.slice(0, at),
    header: checkHeader(readRecord('header', header)),
    parent: readRecord('parent header', parent) as Message['parent'],
    metadata: readRecord('metadata', metadata),
    content: readRecord('content', content),
    buffers: rest.slice(4),
  }
}
