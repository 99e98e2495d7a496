/** What cells find in the global scope besides Node's own: `display`, `clearOutput`, `input`, `jupyter`. */
import type { CommOptions, Comms } from './comms.ts'
import type { DisplayOptions, Displays } from './display.ts'
import { type Run, runs } from './run.ts'
import type { Stdin } from './stdin.ts'

export interface GlobalServices {
  displays: Displays
  stdin: Stdin
  comms: Comms
  /** The run that is going on, or the last one. */
  latest(): Run | undefined
  /** All top-level names of all cells: the debugger asks for them by a symbol. */
  variables: Record<string, unknown>
}

export function installGlobals({ displays, stdin, comms, latest, variables }: GlobalServices): void {
  const idle = new AbortController()
  const running = () => runs.getStore() ?? latest()
  const jupyter = {
    comm: (target: string, data?: unknown, options?: CommOptions) => comms.open(target, data, options),
    onComm: (target: string, handler: Parameters<Comms['onOpen']>[1]) => comms.onOpen(target, handler),
    get signal(): AbortSignal {
      return (running()?.abort ?? idle).signal
    },
    get cell(): { id: string; executionCount: number } {
      const request = running()?.request
      return { id: request?.cellId ?? '', executionCount: request?.executionCount ?? 0 }
    },
  }
  const globals = {
    display: (value: unknown, options?: DisplayOptions) => displays.display(value, options),
    clearOutput: (wait?: boolean) => displays.clearOutput(wait),
    input: (prompt?: string, options?: { password?: boolean }) => stdin.input(prompt, options),
    jupyter,
  }
  // The debugger looks the notebook's variables up here.
  Object.defineProperty(globalThis, Symbol.for('gradlab.variables'), { value: variables })
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false })
}
