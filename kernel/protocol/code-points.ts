/**
 * Jupyter counts positions in Unicode code points; JavaScript and TypeScript count UTF-16 units, of which a character
 * outside the basic plane (an emoji, a mathematical 𝒙) takes two.
 */

/** The UTF-16 offset of a position in code points; beyond the end it is the end. */
export function toUtf16(text: string, codePoints: number): number {
  let offset = 0
  for (let left = codePoints; left > 0 && offset < text.length; left--) {
    offset += (text.codePointAt(offset) as number) > 0xffff ? 2 : 1
  }
  return offset
}

/** The position in code points of a UTF-16 offset. */
export function toCodePoints(text: string, offset: number): number {
  let count = 0
  for (let at = 0; at < Math.min(offset, text.length); count++) at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1
  return count
}
