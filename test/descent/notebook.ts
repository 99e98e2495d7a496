/** A kernel that notes what is displayed. */
import { type DisplayHandle, displaySymbol, kernel, type MimeBundle } from '../../src/display.ts'

export function openNotebook() {
  const shown: MimeBundle[] = []
  let changed = () => {}
  kernel.display = (value): DisplayHandle => {
    const note = (v: unknown) => {
      const own = (v as { [displaySymbol]?(): unknown })[displaySymbol]
      shown.push((own ? own.call(v) : v) as MimeBundle)
      changed()
    }
    note(value)
    return { id: 'one', update: note, clear: () => {} }
  }
  const next = () => new Promise<void>((resolve) => (changed = resolve))
  return { shown, next, close: () => delete kernel.display }
}
