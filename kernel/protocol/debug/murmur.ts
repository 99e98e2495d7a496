/** Seed of the hash; front ends get it with `debugInfo` and compute the same. */
export const seed = 0xc70f6907

const multiplier = 0x5bd1e995

/** MurmurHash2, 32 bits, of the UTF-8 text: the debugger names the source of a cell by the hash of its code. */
export function murmur2(text: string, start = seed): number {
  const bytes = Buffer.from(text)
  let hash = start ^ bytes.length
  let at = 0
  for (; bytes.length - at >= 4; at += 4) {
    let word = Math.imul(bytes.readUInt32LE(at), multiplier)
    word = Math.imul(word ^ (word >>> 24), multiplier)
    hash = Math.imul(hash, multiplier) ^ word
  }
  if (at < bytes.length) {
    for (let i = bytes.length - 1; i >= at; i--) hash ^= (bytes[i] as number) << (8 * (i - at))
    hash = Math.imul(hash, multiplier)
  }
  hash = Math.imul(hash ^ (hash >>> 13), multiplier)
  return (hash ^ (hash >>> 15)) >>> 0
}
