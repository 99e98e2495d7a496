/** Loads a large CommonJS file with V8's code cache: compiling 9 MB of TypeScript anew at each start takes 0.3 s. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Script } from 'node:vm'
import { threadId } from 'node:worker_threads'

export interface Loaded {
  exports: unknown
  /** Writes what V8 has compiled by now, for the next start; does nothing where that is already there. */
  save(): void
}

/** As `require(file)`, into the same cache of modules. `folder` holds the code caches. */
export function loadWithCodeCache(require: NodeJS.Require, file: string, folder: string): Loaded {
  const loaded = require.cache[file]
  if (loaded) return { exports: loaded.exports, save: () => {} }
  const { version, arch } = process
  const cache = path.join(folder, `${path.basename(file)}-${version}-${arch}.cache`)
  const text = oneByteText(readFileSync(file))
  const cachedData = read(cache)
  // On one line, so that positions in the file stay.
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${text}\n})`
  const script = new Script(wrapped, { filename: file, ...(cachedData ? { cachedData } : {}) })
  const module = { exports: {}, id: file, filename: file, loaded: true, children: [], paths: [], require }
  require.cache[file] = module as unknown as NodeJS.Module
  script.runInThisContext()(module.exports, require, module, file, path.dirname(file))
  const isCached = cachedData !== undefined && script.cachedDataRejected === false
  const save = () => {
    if (isCached) return
    try {
      mkdirSync(folder, { recursive: true })
      // Renamed when whole: another kernel may read it meanwhile.
      const part = `${cache}.${process.pid}.${threadId}`
      writeFileSync(part, script.createCachedData())
      renameSync(part, cache)
    } catch {
      // A folder that cannot be written to: the next start takes as long as this one.
    }
  }
  return { exports: module.exports, save }
}

/**
 * The same program without characters beyond ASCII: V8 holds the text of a program with a single one of those in two bytes a
 * character. Their escapes mean the same in comments, strings, patterns and names; where they might not, the text stays.
 */
export function oneByteText(bytes: Buffer): string {
  let same = true
  const text = bytes.toString('latin1').replace(/[\x80-\xff]+/g, (run, at: number, whole: string) => {
    const characters = Buffer.from(run, 'latin1').toString('utf8')
    if (whole[at - 1] === '\\' || unescapable.test(characters)) same = false
    return [...characters].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  })
  return same ? text : bytes.toString('utf8')
}

/** Spaces, ends of lines and marks of byte order are syntax outside of strings; names take no escapes of two units. */
const unescapable = /[\s\p{Cf}\ufffd\u{10000}-\u{10ffff}]/u

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
