/**
 * A step that has ended leaves a stamp: the hash of its inputs, and size and time of the files it made. It is taken away
 * before the step starts, so a step that was killed half-way, or whose files were touched later, is noticed.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** @typedef {{ key: string, files: Record<string, [size: number, mtimeMs: number]> }} Stamp */

/**
 * One hash of all the inputs of a step.
 * @param {unknown[]} inputs
 */
export function hash(...inputs) {
  const sum = createHash('sha256')
  for (const input of inputs) sum.update(typeof input === 'string' ? input : JSON.stringify(input)).update('\0')
  return sum.digest('hex')
}

/** @param {string} path */
function mark(path) {
  const { size, mtimeMs } = statSync(path)
  return /** @type {[number, number]} */ ([size, Math.round(mtimeMs)])
}

/**
 * @param {string} path the stamp
 * @param {string} key
 */
export function isStamped(path, key) {
  try {
    /** @type {Stamp} */
    const stamp = JSON.parse(readFileSync(path, 'utf8'))
    if (stamp.key !== key) return false
    return Object.entries(stamp.files).every(([file, [size, time]]) => {
      const [sizeNow, timeNow] = mark(file)
      return sizeNow === size && timeNow === time
    })
  } catch {
    return false // no stamp, a broken one, or a file that is gone
  }
}

/**
 * @param {string} path the stamp
 * @param {string} key
 * @param {string[]} files absolute paths of what the step made
 */
export function stamp(path, key, files) {
  mkdirSync(join(path, '..'), { recursive: true })
  const text = JSON.stringify({ key, files: Object.fromEntries(files.map((file) => [file, mark(file)])) })
  writeFileSync(`${path}.part`, text)
  renameSync(`${path}.part`, path)
}

/** @param {string} path */
export function unstamp(path) {
  rmSync(path, { force: true })
}

/**
 * Path, size and time of every file below a folder: an input that costs no reading.
 * @param {string} folder
 * @param {(name: string) => boolean} [wanted]
 * @returns {[path: string, size: number, mtimeMs: number][]}
 */
export function listing(folder, wanted = () => true) {
  /** @type {[string, number, number][]} */
  const found = []
  const walk = (/** @type {string} */ at) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (wanted(entry.name)) found.push([relative(folder, path), ...mark(path)])
    }
  }
  walk(folder)
  return found.sort((a, b) => (a[0] < b[0] ? -1 : 1))
}
