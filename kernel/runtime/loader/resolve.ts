/** Where a specifier leads: from the notebook's folder upward, then in gradlab's own folder. */
import { existsSync, statSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, isAbsolute, join, parse, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { resolve as resolveByNode } from 'import-meta-resolve'

export type Resolved = { builtin: string } | { url: string } | { path: string }

/** A module that is nowhere: says where it was looked for and what to do. */
export class ModuleNotFoundError extends Error {
  override name = 'ModuleNotFoundError'
  readonly #code = 'ERR_MODULE_NOT_FOUND'

  /** Not an own property: a traceback would print it beside the sentence. */
  get code(): string {
    return this.#code
  }
}

const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json', '.node']
/** TypeScript's way: `./a.js` may be written where the file is `a.ts`. */
const written: Record<string, string> = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' }

function isFile(path: string): boolean {
  // Asked by itself, `statSync` throws for what would be inside a file.
  return existsSync(path) && statSync(path).isFile()
}

/** The candidates for a path without, or with the wrong, extension. */
function candidates(path: string): string[] {
  const { ext } = parse(path)
  const source = written[ext] ? [path.slice(0, -ext.length) + written[ext]] : []
  return [path, ...source, ...extensions.map((e) => path + e), ...extensions.map((e) => join(path, `index${e}`))]
}

function resolveFile(specifier: string, folder: string): string {
  const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : resolve(folder, specifier)
  const found = candidates(path).find(isFile)
  if (found) return found
  const what = existsSync(path) ? 'is a folder without an index file' : 'does not exist'
  throw new ModuleNotFoundError(
    `Cannot find '${specifier}': ${path} ${what} (also tried: ${extensions.join(', ')}). Relative imports start at the notebook's folder, ${folder}.`,
  )
}

/** Every `node_modules` that a lookup from `folder` goes through. */
function foldersAbove(folder: string): string[] {
  const up = dirname(folder)
  const here = join(folder, 'node_modules')
  return up === folder ? [here] : [here, ...foldersAbove(up)]
}

/** As an `import` statement of a file in `folder` resolves it; undefined where the package is not there. */
function resolveFrom(specifier: string, folder: string): string | undefined {
  try {
    const url = resolveByNode(specifier, pathToFileURL(join(folder, 'notebook.ts')).href)
    if (!url.startsWith('file:') || isFile(fileURLToPath(url))) return url
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // The package is there and keeps this path to itself: looking further would only hide that.
    if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' || code === 'ERR_INVALID_PACKAGE_TARGET') throw error
  }
  // What `require` finds and `import` does not: folders, and paths without their extension.
  try {
    const found = createRequire(join(folder, 'notebook.cjs')).resolve(specifier)
    return isAbsolute(found) ? pathToFileURL(found).href : undefined
  } catch {
    return undefined
  }
}

export function isRelative(specifier: string): boolean {
  return /^(?:\.{0,2}\/|\.{1,2}$|file:)/.test(specifier)
}

export function resolveModule(specifier: string, folder: string, home: string): Resolved {
  if (isBuiltin(specifier)) return { builtin: specifier.startsWith('node:') ? specifier : `node:${specifier}` }
  if (isRelative(specifier)) return { path: resolveFile(specifier, folder) }
  if (/^data:/.test(specifier)) return { url: specifier }
  if (/^[a-z][a-z0-9+.-]+:/i.test(specifier))
    throw new ModuleNotFoundError(
      `Cannot import '${specifier}': modules come from files and npm packages. Install the package beside the notebook (npm install …) and import it by its name.`,
    )
  const url = resolveFrom(specifier, folder) ?? resolveFrom(specifier, home)
  if (url !== undefined) return url.startsWith('file:') ? { path: fileURLToPath(url) } : { url }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const tried = [...new Set([...foldersAbove(folder), join(home, 'node_modules')])]
  const there = tried.map((modules) => join(modules, name)).find((path) => existsSync(path))
  throw new ModuleNotFoundError(
    there
      ? `Cannot find '${specifier}': the package is in ${there}, but has no such entry. Look at "exports" and "main" in its package.json.`
      : `Cannot find the package '${name}'. Looked in ${tried.join(', ')}. Install it beside the notebook: cd ${folder} && npm install ${name}`,
  )
}
