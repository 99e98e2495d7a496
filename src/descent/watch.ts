/** One output that stays up to date while later cells change the value that it shows. */
import { type Displayable, type DisplayHandle, displaySymbol, show } from '../display.ts'

export interface Watch {
  /** Lets the output rest as it is. */
  stop(): void
}

/** Milliseconds between two pictures of the same output. */
const pause = 80

export class Watchers {
  readonly #value: () => Displayable
  readonly #handles = new Set<DisplayHandle>()
  #timer: NodeJS.Timeout | undefined
  #latest = 0

  constructor(value: () => Displayable) {
    this.#value = value
  }

  /** Shows the value here, now and after each change. Shows nothing in plain Node. */
  open(): Watch {
    const handle = show(this.#value())
    if (handle) this.#handles.add(handle)
    return {
      stop: () => {
        if (handle) this.#handles.delete(handle)
      },
    }
  }

  /** Draws again, soon: many steps in a row are one picture, and the last state is always drawn. */
  changed(): void {
    if (!this.#handles.size || this.#timer) return
    this.#timer = setTimeout(async () => {
      // A change while this picture is being drawn asks for another one.
      this.#timer = undefined
      const picture = ++this.#latest
      const bundle = await this.#value()[displaySymbol]()
      if (picture !== this.#latest) return
      for (const handle of this.#handles) handle.update(bundle, { raw: true })
    }, pause)
  }
}
