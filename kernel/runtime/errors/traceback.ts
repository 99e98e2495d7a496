/** What a cell's reader sees of an error: message, places in cells with their lines of code, causes. */
import type { RemoteError } from '../../session/contract.ts'
import { bold, dim, green, red } from './colors.ts'
import { describe, isError } from './describe.ts'
import { excerpt } from './excerpt.ts'
import { fold, ownerOf } from './fold.ts'
import { errorFrames, type Frame } from './stack.ts'

/** Frames of the reader's own code that are shown of one error. */
const mostFrames = 12
/** How far `cause` is followed. */
const mostCauses = 8
/** How many of an AggregateError's errors are shown. */
const mostErrors = 5

/** Errors that are about the reader's call, not about what happened below it: they show the reader's own line only. */
const callerErrors = new Set(['GradlabError', 'KeyboardInterrupt'])

export function remoteError(thrown: unknown): RemoteError {
  const { name, message } = describe(thrown)
  return { ename: name, evalue: message, traceback: lines(thrown, new Set(), '') }
}

function lines(thrown: unknown, seen: Set<unknown>, title: string): string[] {
  seen.add(thrown)
  const { name, message, details, causes, errors } = describe(thrown)
  const out = [`${title}${bold(red(name))}: ${message}`]
  if (details !== '') out.push(dim(details))
  if (isError(thrown)) out.push(...trace(name, errorFrames(thrown)))
  errors.slice(0, mostErrors).forEach((error, i) => {
    if (!seen.has(error))
      out.push('', ...lines(error, seen, `Error ${i + 1} of ${errors.length}: `).map((l) => `  ${l}`))
  })
  if (errors.length > mostErrors) out.push(dim(`  … ${errors.length - mostErrors} more errors`))
  for (const cause of causes) {
    if (seen.has(cause) || seen.size > mostCauses)
      out.push('', dim('… and so on: its causes go round, or further than is shown'))
    else out.push('', ...lines(cause, seen, 'Caused by '))
  }
  return out
}

function trace(name: string, frames: Frame[]): string[] {
  if (callerErrors.has(name)) {
    const own = frames.find((frame) => frame.place)
    return own ? frameLines(own, true) : []
  }
  // Below the outermost frame of the reader's code are only the kernel and Node, which called it.
  const last = frames.findLastIndex((frame) => ownerOf(frame) === undefined)
  // Built-ins that only pass a call on (`map`, `forEach`) have no place to show.
  const shown = fold((last < 0 ? frames : frames.slice(0, last + 1)).filter((frame) => frame.file !== ''))
  const out: string[] = []
  let own = 0
  for (const part of shown) {
    if ('folded' in part) out.push(dim(`  ${part.folded}`))
    else if (own < mostFrames) out.push(...frameLines(part.frame, own++ === 0))
    else own++
  }
  if (own > mostFrames) out.push(dim(`  … ${own - mostFrames} more frames`))
  return out
}

function frameLines(frame: Frame, isInnermost: boolean): string[] {
  const caller = frame.name === '' ? '' : `, in ${frame.name}`
  if (!frame.place) {
    const file = frame.file.replace(/^file:\/\//, '')
    return [`  ${green(file)}, line ${frame.line}${caller}`]
  }
  const { source, line } = frame.place
  if (line === 0) return [`  ${green(source.name)}${caller}`]
  return [
    `  ${green(source.name)}, line ${line}${caller}`,
    ...excerpt(frame.place, isInnermost ? 2 : 0, isInnermost ? 1 : 0),
  ]
}
