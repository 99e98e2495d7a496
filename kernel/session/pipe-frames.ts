/**
 * Frames between the main process and the runtime child, over plain pipes:
 *
 *     length (4 bytes, big-endian, of all that follows) · length of the JSON (4 bytes) · JSON · raw buffers
 *
 * The JSON is the message with one extra property, `buffers`: the lengths of the raw buffers behind it. Binary data
 * (widget state, arrays of numbers) thus crosses without being turned into text.
 */

/** The largest frame that a reader takes: more means that the stream is out of step, and reading on would be noise. */
export const largestFrame = 1 << 30

const headBytes = 8

export interface PipeFrame<Message> {
  message: Message
  buffers: Buffer[]
}

function view(bytes: ArrayBufferView): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** One message, with its buffers, as the bytes to write. */
export function encodeFrame(message: object, buffers: readonly ArrayBufferView[] = []): Buffer {
  const raw = buffers.map(view)
  const body = raw.length > 0 ? { ...message, buffers: raw.map((buffer) => buffer.length) } : message
  const json = Buffer.from(JSON.stringify(body))
  const head = Buffer.allocUnsafe(headBytes)
  const bytes = raw.reduce((sum, buffer) => sum + buffer.length, json.length)
  head.writeUInt32BE(4 + bytes, 0)
  head.writeUInt32BE(json.length, 4)
  return Buffer.concat([head, json, ...raw], headBytes + bytes)
}

function decode<Message>(frame: Buffer): PipeFrame<Message> {
  const jsonEnd = headBytes + frame.readUInt32BE(4)
  if (jsonEnd > frame.length) throw new Error(`Expected at most ${frame.length - headBytes} bytes of JSON, found more.`)
  const { buffers: lengths, ...message } = JSON.parse(frame.toString('utf8', headBytes, jsonEnd))
  const buffers: Buffer[] = []
  let start = jsonEnd
  for (const length of (lengths as number[] | undefined) ?? []) {
    buffers.push(frame.subarray(start, start + length))
    start += length
  }
  if (start !== frame.length)
    throw new Error(`Expected ${start - jsonEnd} bytes of buffers, found ${frame.length - jsonEnd}.`)
  return { message: message as Message, buffers }
}

/** Cuts a stream of bytes, which arrives in pieces of any size, into messages. */
export class FrameReader<Message = unknown> {
  #pieces: Buffer[] = []
  #bytes = 0
  /** Bytes that the frame now being collected needs before it is whole. */
  #wanted = headBytes

  /** Bytes that wait for the rest of their frame. */
  get pending(): number {
    return this.#bytes
  }

  push(chunk: Buffer): PipeFrame<Message>[] {
    this.#pieces.push(chunk)
    this.#bytes += chunk.length
    const frames: PipeFrame<Message>[] = []
    // Pieces are joined only when a whole frame is there: a large frame costs one copy, not one a piece.
    while (this.#bytes >= this.#wanted) {
      let bytes = this.#join()
      while (bytes.length >= headBytes) {
        const total = 4 + bytes.readUInt32BE(0)
        if (total > largestFrame || total < headBytes)
          throw new Error(`A frame of ${total} bytes: the pipe is out of step.`)
        this.#wanted = total
        if (bytes.length < total) break
        frames.push(decode<Message>(bytes.subarray(0, total)))
        bytes = bytes.subarray(total)
        this.#wanted = headBytes
      }
      this.#pieces = bytes.length > 0 ? [bytes] : []
      this.#bytes = bytes.length
    }
    return frames
  }

  #join(): Buffer {
    return this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces, this.#bytes)
  }
}
