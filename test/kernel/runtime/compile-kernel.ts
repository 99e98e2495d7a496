/** Makes plain JavaScript of the kernel's files that the child needs, so that tests run the source as it stands now. */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/experimental'

export const home = fileURLToPath(new URL('../../..', import.meta.url))

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? sources(path) : path.endsWith('.ts') ? [path] : []
  })
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** The folder of the compiled kernel; what is up to date stays. */
export function compileKernel(): string {
  const out = join(home, 'node_modules/.cache/gradlab-test')
  for (const source of [join(home, 'kernel/session'), join(home, 'kernel/runtime')].flatMap(sources)) {
    const target = join(out, relative(home, source).replace(/\.ts$/, '.js'))
    if (modified(target) > modified(source)) continue
    const { code, errors } = transformSync(source, readFileSync(source, 'utf8'), {
      typescript: { rewriteImportExtensions: 'rewrite' },
    })
    if (errors.length > 0) throw new Error(`${source}: ${errors[0]!.message}`)
    mkdirSync(dirname(target), { recursive: true })
    // Written aside and moved: another test file may be starting a child from it right now.
    const aside = `${target}.${process.pid}`
    writeFileSync(aside, code)
    renameSync(aside, target)
  }
  return out
}
