/**
 * The one door to tslab: its fork of the TypeScript compiler, and its rules for complete code and cell metadata.
 * Loaded by `require`: Node would scan 9 MB of compiler for export names if it were imported.
 */
import { createRequire } from 'node:module'
import path from 'node:path'
import { loadWithCodeCache } from './code-cache.ts'

export type { default as TS } from '@tslab/typescript-for-tslab'

const local = createRequire(import.meta.url)
const home = local.resolve('tslab/package.json')
const tslab = createRequire(home)
const caches = path.join(path.dirname(home), '..', '.cache', 'gradlab')
const compiler = loadWithCodeCache(tslab, tslab.resolve('@tslab/typescript-for-tslab'), caches)

/** tslab's TypeScript 5.0. */
export const ts = compiler.exports as typeof import('@tslab/typescript-for-tslab')

/** Makes the next start faster: to be called when the compiler has been used and nobody waits. */
export const saveCodeCache = compiler.save

interface Metadata {
  /** `/** @module name *\/`: the cell is a module that other cells import as `./name`. */
  module?: string
  jsx?: boolean
  mode?: 'node' | 'browser'
}

/** tslab's cell metadata: the tags of the comments before a cell's first token. */
export const cellMetadata: (code: string) => Metadata = tslab('./dist/metadata.js').getCodeMetadata

/** tslab's answer to is_complete: whether Enter runs the code, else the indent of the next line. */
export const isCompleteCode: (code: string) => { completed: boolean; indent?: string } =
  tslab('./dist/converter.js').isCompleteCode
