/** Folds what a reader cannot act on: runs of library frames, and the same frames over and over. */
import { isBuiltin } from 'node:module'
import type { Frame } from './stack.ts'

/** A frame to show, or a sentence in the place of several. */
export type Folded = { frame: Frame } | { folded: string }

let ownHome = ''

/** gradlab's own folder, with a slash at its end or without: frames of its compiled modules are folded like a library's. */
export function foldHome(home: string): void {
  ownHome = home.replace(/\/$/, '')
}

/** Whose code a frame is, or undefined where it is the reader's. */
export function ownerOf({ file, place }: Frame): string | undefined {
  if (place) return undefined
  if (file === '' || file.startsWith('node:') || isBuiltin(file)) return 'Node'
  const path = decodeURIComponent(file.replace(/^file:\/\//, ''))
  const package_ = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)
  if (package_) return `node_modules/${package_[1]}`
  if (ownHome !== '' && ['dist', 'src', 'kernel'].some((folder) => path.startsWith(`${ownHome}/${folder}/`)))
    return 'gradlab'
  return undefined
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`

/** Recursion: the length of the shortest pattern of frames that repeats from `start` on, at most 4, else 0. */
function period(frames: Frame[], start: number): number {
  const same = (a: Frame | undefined, b: Frame | undefined) =>
    a !== undefined && b !== undefined && a.file === b.file && a.line === b.line && a.column === b.column
  for (let length = 1; length <= 4; length++) {
    const repeats = Array.from({ length: 2 * length }, (_, i) => i).every((i) =>
      same(frames[start + i], frames[start + i + length]),
    )
    if (repeats) return length
  }
  return 0
}

export function fold(frames: Frame[]): Folded[] {
  const folded: Folded[] = []
  for (let i = 0; i < frames.length; ) {
    const owner = ownerOf(frames[i]!)
    if (owner !== undefined) {
      const start = i
      while (i < frames.length && ownerOf(frames[i]!) === owner) i++
      folded.push({ folded: `… ${count(i - start, 'frame')} in ${owner}` })
      continue
    }
    const length = period(frames, i)
    folded.push({ frame: frames[i]! })
    if (length === 0) {
      i += 1
      continue
    }
    for (let k = 1; k < length; k++) folded.push({ frame: frames[i + k]! })
    const start = i + length
    i = start
    while (
      i < frames.length &&
      frames[i]!.line === frames[i - length]!.line &&
      frames[i]!.file === frames[i - length]!.file
    )
      i++
    folded.push({ folded: `… the same again, ${count(i - start, 'frame')}` })
  }
  return folded
}
