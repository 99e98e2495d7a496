/**
 * Protocol-buffer wire format, as much as a SavedModel needs.
 * Source: https://protobuf.dev/programming-guides/encoding/
 */

/** A message under construction: call the field methods in any order, then `bytes()`. */
export class Message {
  readonly #parts: Uint8Array[] = []
  #size = 0

  /** A whole number or enum: wire type 0. Negative numbers take ten bytes, as int64 does. */
  int(field: number, value: number): this {
    this.#varint(field * 8)
    return this.#varint(value)
  }

  bool(field: number, value: boolean): this {
    return this.int(field, value ? 1 : 0)
  }

  /** A 32-bit float: wire type 5. */
  float(field: number, value: number): this {
    this.#varint(field * 8 + 5)
    return this.#push(new Uint8Array(new Float32Array([value]).buffer))
  }

  /** Text, bytes or a message: wire type 2. */
  bytes(field: number, value: string | Uint8Array | Message): this {
    const content =
      typeof value === 'string' ? new TextEncoder().encode(value) : value instanceof Message ? value.encode() : value
    this.#varint(field * 8 + 2)
    this.#varint(content.byteLength)
    return this.#push(content)
  }

  /** One entry of map<string, Message>. */
  entry(field: number, key: string, value: Message): this {
    return this.bytes(field, new Message().bytes(1, key).bytes(2, value))
  }

  encode(): Uint8Array {
    const all = new Uint8Array(this.#size)
    let at = 0
    for (const part of this.#parts) {
      all.set(part, at)
      at += part.byteLength
    }
    return all
  }

  #varint(value: number): this {
    const out: number[] = []
    if (value >= 0 && value < 2 ** 31) {
      let small = value
      for (; small > 127; small >>>= 7) out.push((small & 127) | 128)
      out.push(small)
      return this.#push(Uint8Array.from(out))
    }
    let rest = BigInt.asUintN(64, BigInt(value))
    while (rest > 127n) {
      out.push(Number(rest & 127n) | 128)
      rest >>= 7n
    }
    out.push(Number(rest))
    return this.#push(Uint8Array.from(out))
  }

  #push(part: Uint8Array): this {
    this.#parts.push(part)
    this.#size += part.byteLength
    return this
  }
}
