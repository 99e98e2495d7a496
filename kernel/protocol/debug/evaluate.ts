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

/**
 * Evaluates JavaScript in a frame, or in the notebook where nothing is paused. Variables of the notebook are properties
 * of one object: a name that the frame does not know is looked up there.
 */
export async function evaluate(inspector: Inspector, expression: string, frame?: CallFrame): Promise<RemoteObject> {
  let text = expression
  for (let turn = 0; ; turn++) {
    const { result, exceptionDetails } = frame
      ? await inspector.call<Evaluated>('Debugger.evaluateOnCallFrame', {
          callFrameId: frame.callFrameId,
          expression: text,
          ...options,
        })
      : await inspector.call<Evaluated>('Runtime.evaluate', { expression: text, ...options })
    if (!exceptionDetails) return result
    const error = exceptionDetails.exception?.description ?? exceptionDetails.text
    const name = missingName(error)
    if (!name || turn >= mostNames) throw new Error(error.split('\n')[0])
    const pattern = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g')
    const next = text.replace(pattern, () => `${variables}.${name}`)
    const known = await inspector.call<Evaluated>('Runtime.evaluate', { expression: `'${name}' in ${variables}` })
    if (next === text || known.result.value !== true) throw new Error(error.split('\n')[0])
    text = next
  }
}

/** The object that holds the session's variables. */
export async function sessionObject(inspector: Inspector): Promise<RemoteObject | undefined> {
  const { result, exceptionDetails } = await inspector.call<Evaluated>('Runtime.evaluate', { expression: variables })
  return exceptionDetails || result.type !== 'object' ? undefined : result
}
