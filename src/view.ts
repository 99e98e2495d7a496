/**
 * Where pictures come from, without the parts on the left knowing the parts on the right: `descent` and `train` ask for a
 * view by name, `plot` registers it (design: data flows one way; only `src/plot/` knows Plotly).
 */
import type { MimeBundle } from './display.ts'

/** A picture that grows while something runs: one display, throttled by whoever draws it. */
export interface LiveView {
  update(value: unknown): void
  /** The last state, always drawn; the saved notebook holds this one, and the cell does not end before it is there. */
  finish(value: unknown): void | Promise<void>
}

type View = (value: any) => MimeBundle | Promise<MimeBundle>

const views = new Map<string, View>()
const lives = new Map<string, (value: any) => LiveView>()

/** Makes values of a kind ('descent', 'history', 'dataset' …) show themselves as a picture. */
export function registerView(kind: string, view: View): void {
  views.set(kind, view)
}

/** The picture of a value, or undefined where nothing draws this kind: the value then shows itself as text. */
export function viewOf(kind: string, value: unknown): MimeBundle | Promise<MimeBundle> | undefined {
  return views.get(kind)?.(value)
}

/** Makes a kind of live picture available to loops that run for long. */
export function registerLive(kind: string, open: (value: any) => LiveView): void {
  lives.set(kind, open)
}

/** Opens a live picture; undefined where nothing draws this kind. */
export function openLive(kind: string, value: unknown): LiveView | undefined {
  return lives.get(kind)?.(value)
}
