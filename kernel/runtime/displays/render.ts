import { inspect } from 'node:util'
export interface Rendered {
  data: Record<string, unknown>
  metadata: Record<string, unknown>
}
export function render(value: unknown): Rendered | Promise<Rendered> {
  return { data: { 'text/plain': inspect(value) }, metadata: {} }
}
