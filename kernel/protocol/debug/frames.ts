import type { Content } from '../../wire/message.ts'
import type { CallFrame } from './inspector.ts'
import type { Sources } from './sources.ts'
import type { Values } from './values.ts'

/** Scopes of a function that are its own, from its innermost block outward. */
const own = new Set(['local', 'block', 'catch', 'with'])

/** The frames of a stop that a reader of the notebook knows: cells, and files that are not packages. */
export function shownFrames(callFrames: readonly CallFrame[]): CallFrame[] {
  return callFrames.filter(({ url }) => {
    if (url.startsWith('gradlab:///cell-')) return true
    return url.startsWith('file://') && !/\/node_modules\/|\/dist\/kernel\//.test(url)
  })
}

export function stackFrame(frame: CallFrame, id: number, sources: Sources): Content {
  const { functionName, location, url } = frame
  const { lineNumber, columnNumber = 0 } = location
  const place = sources.original(url, lineNumber, columnNumber)
  if (!place) {
    const path = url.replace(/^file:\/\//, '')
    const name = functionName || '(anonymous)'
    return { id, name, source: { name: path, path }, line: lineNumber + 1, column: columnNumber + 1 }
  }
  const { run, line, column } = place
  return { id, name: functionName || run.name, source: { name: run.name, path: run.path }, line, column }
}

/** Locals, then what closures hold, then the session's variables. */
export function scopes(frame: CallFrame, session: string | undefined, values: Values): Content[] {
  const chain = frame.scopeChain
  const ids = (fits: (type: string) => boolean) =>
    chain.filter(({ type }) => fits(type)).map(({ object }) => object.objectId)
  const found = [
    { name: 'Locals', presentationHint: 'locals', objects: ids((type) => own.has(type)) },
    { name: 'Closure', presentationHint: undefined, objects: ids((type) => type === 'closure') },
    { name: 'Notebook', presentationHint: 'globals', objects: [session] },
  ]
  return found
    .filter(({ objects }) => objects.some((id) => id !== undefined))
    .map(({ name, presentationHint, objects }) => ({
      name,
      ...(presentationHint ? { presentationHint } : {}),
      variablesReference: values.refer(...objects),
      expensive: false,
    }))
}
