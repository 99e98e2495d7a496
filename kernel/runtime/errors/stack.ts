/** Stack traces as frames: places in cells and local files in their own coordinates, the kernel's own frames left out. */
import { fileURLToPath } from 'node:url'
import { type CellPlace, type CellSource, isKept, placeInCell, sourceNamed } from '../cells.ts'
import { ownerOf } from './fold.ts'

export interface Frame {
  /** As V8 prints it, with the place in the cell where it is one. */
  text: string
  /** The function, or '' at the top level of a cell or module. */
  name: string
  /** URL or path. */
  file: string
  line: number
  column: number
  /** Where it is the code of a cell, or of a local file that the kernel compiled. */
  place?: CellPlace
}

/** How many frames V8 collects: recursion is folded, so there may be more than its 10. */
const depth = 60

const ownFolder = new URL('../../', import.meta.url).href
const ownPath = fileURLToPath(ownFolder)
const framesOf = new WeakMap<object, Frame[]>()

function isOwn(file: string): boolean {
  return file.startsWith(ownFolder) || file.startsWith(ownPath) || file === 'node:gradlab' || file === 'node:vm'
}

function frameOf(site: NodeJS.CallSite): Frame {
  const file = site.getFileName() ?? ''
  const line = site.getLineNumber() ?? 0
  const column = site.getColumnNumber() ?? 0
  return place({ text: String(site), name: site.getFunctionName() ?? '', file, line, column })
}

/** Tidies the compiler's traces out of a frame. */
function place(frame: Frame): Frame {
  if (!isKept(frame.file)) return frame
  const name = frame.name.replace(/^(?:Object\.)?\$\./, '').replace(/^<anonymous>$/, '')
  const found = placeInCell(frame.file, frame.line, frame.column)
  if (!found) return { ...frame, name }
  const where = found.line > 0 ? `${found.source.name}:${found.line}:${found.column}` : found.source.name
  const caller = frame.text.startsWith('async ') ? `async ${name}`.trimEnd() : name
  return { ...frame, name, place: found, text: caller === '' ? where : `${caller} (${where})` }
}

function header(error: unknown): string {
  try {
    const { code, name, message } = error as NodeJS.ErrnoException
    if (typeof code === 'string' && code.startsWith('ERR_')) return `${name} [${code}]: ${message}`
    return String(error)
  } catch {
    return 'Error'
  }
}

let askingFor = ''
let isAsking = false

/** The file of the code that called `callee`; cheaper than a trace. */
export function callerFile(callee: (...parts: never[]) => unknown): string {
  const limit = Error.stackTraceLimit
  const holder: { stack?: unknown } = {}
  Error.stackTraceLimit = 1
  isAsking = true
  askingFor = ''
  try {
    Error.captureStackTrace(holder, callee)
    void holder.stack
  } finally {
    isAsking = false
    Error.stackTraceLimit = limit
  }
  return askingFor
}

/** From now on `error.stack` speaks of cells by name, line and column. */
export function takeStackTraces(): void {
  Error.stackTraceLimit = depth
  Error.prepareStackTrace = (error, sites) => {
    if (isAsking) {
      askingFor = sites[0]?.getFileName() ?? ''
      return ''
    }
    const frames = sites.map(frameOf).filter((frame) => !isOwn(frame.file))
    framesOf.set(error, frames)
    // What called the cell is nobody's business, unless a library of Node's stands between.
    const last = frames.findLastIndex((frame) => !frame.file.startsWith('node:'))
    const shown = frames[last]?.place ? frames.slice(0, last + 1) : frames
    return [header(error), ...shown.map((frame) => `    at ${frame.text}`)].join('\n')
  }
}

const described = /^\s*at (?:async )?(?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/

/** The frames of a trace that exists as text only (from another realm, or kept by a library). */
export function parseStack(stack: string): Frame[] {
  const frames: Frame[] = []
  for (const text of stack.split('\n')) {
    const found = described.exec(text)
    if (!found) continue
    const [, name = '', file = '', line, column] = found
    if (isOwn(file)) continue
    const frame = { text: text.trim().replace(/^at /, ''), name, file, line: Number(line), column: Number(column) }
    const source = sourceNamed(file)
    frames.push(source ? { ...frame, place: { source, line: frame.line, column: frame.column } } : place(frame))
  }
  return frames
}

/** The frames of an error, innermost first; none where it has no trace or does not let go of it. */
export function errorFrames(error: object): Frame[] {
  try {
    const { stack } = error as Error
    return framesOf.get(error) ?? (typeof stack === 'string' ? parseStack(stack) : [])
  } catch {
    return []
  }
}

/** Points an error of loading a module at the cell's line that imports it, which no stack trace does. */
export function blameImport(error: unknown, source: CellSource, specifier: string): void {
  if (typeof error !== 'object' || error === null) return
  const quoted = [`'${specifier}'`, `"${specifier}"`].map((text) => source.code.indexOf(text)).filter((at) => at >= 0)
  if (quoted.length === 0) return
  const before = source.code.slice(0, quoted[0]).split('\n')
  const place = { source, line: before.length, column: before.at(-1)!.length + 1 }
  // What the loader itself went through says nothing to the reader; what a module's own code threw does.
  const own = errorFrames(error).filter((frame) => ownerOf(frame) === undefined)
  framesOf.set(error, [
    ...own,
    { text: source.name, name: '', file: source.name, line: place.line, column: place.column, place },
  ])
}
