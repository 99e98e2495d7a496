import type { CallFrame, Inspector, RemoteObject } from './inspector.ts'

/** Where the runtime keeps the variables of the session. */
export const variables = "globalThis[Symbol.for('gradlab.variables')]"

interface Evaluated {
  result: RemoteObject
  exceptionDetails?: { text: string; exception?: RemoteObject }
}

/** Names in one expression that may be variables of the session. */
const mostNames = 20

const options = { generatePreview: true, silent: true, replMode: false }

function missingName(error: string): string | undefined {
  return /ReferenceError: ([\w$]+) is not defined/.exec(error)?.[1]
}

/** A variable of the session as a global of the runtime: whatever the frame itself calls so goes before it. */
const lend = (name: string) =>
  `Object.defineProperty(globalThis, '${name}', { configurable: true, get: () => ${variables}.${name}, set: (value) => { ${variables}.${name} = value } })`

/**
 * Evaluates JavaScript in a frame, or in the notebook where nothing is paused. Variables of the notebook are properties
 * of one object: a name that the frame does not know is looked up there.
 */
export async function evaluate(inspector: Inspector, expression: string, frame?: CallFrame): Promise<RemoteObject> {
  const lent = new Set<string>()
  try {
    for (;;) {
      const { result, exceptionDetails } = frame
        ? await inspector.call<Evaluated>('Debugger.evaluateOnCallFrame', {
            callFrameId: frame.callFrameId,
            expression,
            ...options,
          })
        : await inspector.call<Evaluated>('Runtime.evaluate', { expression, ...options })
      if (!exceptionDetails) return result
      const error = exceptionDetails.exception?.description ?? exceptionDetails.text
      const name = missingName(error)
      if (!name || lent.has(name) || lent.size >= mostNames) throw new Error(error.split('\n')[0])
      const known = await inspector.call<Evaluated>('Runtime.evaluate', { expression: `'${name}' in ${variables}` })
      if (known.result.value !== true) throw new Error(error.split('\n')[0])
      lent.add(name)
      await inspector.call('Runtime.evaluate', { expression: lend(name) })
    }
  } finally {
    // Nobody waits: the inspector takes its calls in order, and one whose runtime died takes none.
    for (const name of lent) {
      inspector.call('Runtime.evaluate', { expression: `delete globalThis.${name}` }).catch(() => {})
    }
  }
}

/** The object that holds the session's variables. */
export async function sessionObject(inspector: Inspector): Promise<RemoteObject | undefined> {
  const { result, exceptionDetails } = await inspector.call<Evaluated>('Runtime.evaluate', { expression: variables })
  return exceptionDetails || result.type !== 'object' ? undefined : result
}
