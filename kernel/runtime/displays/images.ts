/** Pictures: bytes that begin as an image file does, canvases, and DOM elements. */
import type { MimeBundle } from '../../session/contract.ts'

const kinds: [type: string, name: string, start: number[]][] = [
  ['image/png', 'PNG image', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 'JPEG image', [0xff, 0xd8, 0xff]],
  ['image/gif', 'GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['application/pdf', 'PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
]

export function imageDisplay(value: unknown): MimeBundle | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (value instanceof Uint8Array) return bytesDisplay(value)
  const { toDataURL, outerHTML, nodeType } = value as { toDataURL?: unknown; outerHTML?: unknown; nodeType?: unknown }
  if (typeof toDataURL === 'function') return canvasDisplay(value as { toDataURL(type: string): unknown })
  if (typeof outerHTML !== 'string' || nodeType !== 1) return undefined
  const type = /^<svg[\s>]/i.test(outerHTML) ? 'image/svg+xml' : 'text/html'
  return { [type]: outerHTML, 'text/plain': outerHTML.length > 200 ? `${outerHTML.slice(0, 200)}…` : outerHTML }
}

function bytesDisplay(bytes: Uint8Array): MimeBundle | undefined {
  const kind = kinds.find(([, , start]) => bytes.length > start.length && start.every((byte, i) => bytes[i] === byte))
  return kind && { [kind[0]]: bytes, 'text/plain': `<${kind[1]}, ${bytes.length} bytes>` }
}

function canvasDisplay(canvas: { toDataURL(type: string): unknown; width?: number; height?: number }) {
  const found = /^data:(image\/\w+);base64,(.*)$/s.exec(String(canvas.toDataURL('image/png')))
  if (!found) return undefined
  return { [found[1]!]: found[2]!, 'text/plain': `<canvas, ${canvas.width} × ${canvas.height} pixels>` }
}
