import { createHmac, timingSafeEqual } from 'node:crypto'

/** The spec names the scheme `hmac-` plus a hash; every client in use has SHA-256. */
const scheme = /^hmac-(sha256|sha384|sha512|sha1|md5)$/

/** Signatures remembered to drop replayed messages, as many as jupyter_client keeps. */
const remembered = 65_536

/** Signs what leaves, checks what comes, and knows a message that came before. */
export class Signer {
  readonly #key: string
  readonly #hash: string
  readonly #seen = new Set<string>()

  readonly #remembered: number

  constructor(key: string, signatureScheme = 'hmac-sha256', rememberedSignatures = remembered) {
    const match = scheme.exec(signatureScheme)
    if (!match)
      throw new Error(`Expected \`signature_scheme\` to be hmac-sha256 or the like, found "${signatureScheme}".`)
    this.#key = key
    this.#remembered = rememberedSignatures
    this.#hash = match[1]!
  }

  /** The signature of a message's four parts, in hex; empty where the connection has an empty key. */
  sign(parts: readonly Buffer[]): string {
    if (!this.#key) return ''
    const hmac = createHmac(this.#hash, this.#key)
    for (const part of parts) hmac.update(part)
    return hmac.digest('hex')
  }

  /** Throws where the signature is wrong or was seen before. */
  check(signature: Buffer, parts: readonly Buffer[]): void {
    if (!this.#key) return
    const expected = this.sign(parts)
    if (signature.length !== expected.length || !timingSafeEqual(signature, Buffer.from(expected))) {
      throw new Error('wrong signature')
    }
    if (this.#seen.has(expected)) throw new Error('replayed: a message with this signature came before')
    this.#seen.add(expected)
    if (this.#seen.size > this.#remembered) this.#forget()
  }

  /** A set keeps the order of insertion: the oldest tenth goes. */
  #forget(): void {
    let left = this.#remembered / 10
    for (const signature of this.#seen) {
      if (left-- <= 0) break
      this.#seen.delete(signature)
    }
  }
}
