/**
 * Local TypeScript files: compiled into a folder of this process's own, each under a name made of what it and all
 * that it imports contain. So an unchanged file is the same module again, and a changed one, or one that imports a
 * changed one, is loaded anew.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { keepSource } from '../cells.ts'
import { resolveModule } from './resolve.ts'
import { type Transpiled, token, transpile } from './transpile.ts'

export const isLocalSource = (path: string): boolean => /\.[mc]?ts$/.test(path) && !path.includes('/node_modules/')

interface File {
  path: string
  text: string
  hash: string
  transpiled: Transpiled
  /** In the order of the specifiers: another such file, or the URL of what the runtime loads as it is. */
  imports: (string | { url: string })[]
}

/** The module that stands for `import … from 'tslab'` in a local file. */
const tslabText = `const t = globalThis[Symbol.for('gradlab.tslab')]
export const { display, newDisplay, versions } = t
export default t`

const emptyMap = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' })

export class LocalFiles {
  readonly #transpiled = new Map<string, { hash: string; transpiled: Transpiled }>()
  #out: string | undefined

  /** The URL of the compiled module of a local file as it stands now. */
  url(path: string, folder: string, home: string): string {
    const files = new Map<string, File>()
    this.#read(path, home, files)
    for (const file of files.values()) this.#write(file, files, folder)
    return pathToFileURL(this.#target(path, files)).href
  }

  #read(path: string, home: string, files: Map<string, File>): void {
    if (files.has(path)) return
    const text = readFileSync(path, 'utf8')
    const hash = createHash('sha1').update(text).digest('hex')
    const transpiled = this.#transpile(path, text, hash)
    const file: File = { path, text, hash, transpiled, imports: [] }
    files.set(path, file)
    for (const specifier of transpiled.specifiers) {
      const found = specifier === 'tslab' ? { path: 'tslab' } : resolveModule(specifier, dirname(path), home)
      if ('builtin' in found) file.imports.push({ url: found.builtin })
      else if ('url' in found) file.imports.push({ url: found.url })
      else if (isLocalSource(found.path) || found.path.endsWith('.json') || found.path === 'tslab') {
        file.imports.push(found.path)
        if (isLocalSource(found.path)) this.#read(found.path, home, files)
        else this.#readData(found.path, files)
      } else file.imports.push({ url: pathToFileURL(found.path).href })
    }
  }

  /** JSON, as a module that exports it: Node 20 and 22 disagree on how to import it itself. */
  #readData(path: string, files: Map<string, File>): void {
    const text =
      path === 'tslab' ? tslabText : `export default ${JSON.stringify(JSON.parse(readFileSync(path, 'utf8')))}`
    const hash = createHash('sha1').update(text).digest('hex')
    files.set(path, { path, text, hash, transpiled: { js: text, map: emptyMap, specifiers: [] }, imports: [] })
  }

  #transpile(path: string, text: string, hash: string): Transpiled {
    const known = this.#transpiled.get(path)
    if (known?.hash === hash) return known.transpiled
    const transpiled = transpile(path, text)
    this.#transpiled.set(path, { hash, transpiled })
    return transpiled
  }

  /** Where the compiled file lies: depends on the content of everything that it reaches. */
  #target(path: string, files: Map<string, File>): string {
    const reached = new Set<string>()
    const reach = (at: string) => {
      if (reached.has(at)) return
      reached.add(at)
      for (const next of files.get(at)!.imports) if (typeof next === 'string') reach(next)
    }
    reach(path)
    const version = createHash('sha1').update(path)
    for (const at of [...reached].sort()) version.update(`\n${at} ${files.get(at)!.hash}`)
    return join(this.#folder(), version.digest('hex').slice(0, 16), `${basename(path).replace(/\.\w+$/, '')}.mjs`)
  }

  #folder(): string {
    if (this.#out === undefined) {
      const out = mkdtempSync(join(tmpdir(), 'gradlab-modules-'))
      process.on('exit', () => rmSync(out, { recursive: true, force: true }))
      this.#out = out
    }
    return this.#out
  }

  #write(file: File, files: Map<string, File>, folder: string): void {
    const target = this.#target(file.path, files)
    if (existsSync(target)) return
    const { js, map, specifiers } = file.transpiled
    let text = js
    specifiers.forEach((_, i) => {
      const to = file.imports[i]!
      const url = typeof to === 'string' ? pathToFileURL(this.#target(to, files)).href : to.url
      text = text.replace(JSON.stringify(token(i)), JSON.stringify(url))
    })
    const meta = { url: pathToFileURL(file.path).href, dirname: dirname(file.path), filename: file.path }
    mkdirSync(dirname(target), { recursive: true })
    // On the first line, without a line break: lines must stay where the source map has them.
    writeFileSync(target, `Object.assign(import.meta, ${JSON.stringify(meta)});${text}`)
    const name = relative(folder, file.path)
    keepSource(pathToFileURL(target).href, { name: name.startsWith('..') ? file.path : name, code: file.text, map })
  }
}
