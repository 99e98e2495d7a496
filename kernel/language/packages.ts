/** Packages and files that a notebook can import, for completion of specifiers. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Names of packages from `folder` upward, then those that gradlab itself depends on. */
export function packagesFrom(folder: string, home: string): string[] {
  const names = new Set<string>()
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const modules = path.join(at, 'node_modules')
    // In gradlab's own folder lie hundreds of packages that others need: its dependencies are those meant for use.
    if (path.resolve(at) === path.resolve(home)) for (const name of dependencies(home)) names.add(name)
    else for (const name of packagesIn(modules)) names.add(name)
    if (at === path.dirname(at)) break
  }
  for (const name of dependencies(home)) names.add(name)
  return [...names].sort()
}

function packagesIn(modules: string): string[] {
  return folders(modules).flatMap((name) => {
    if (name.startsWith('.') || name === '@types') return []
    return name.startsWith('@') ? folders(path.join(modules, name)).map((inner) => `${name}/${inner}`) : [name]
  })
}

function dependencies(home: string): string[] {
  try {
    const { dependencies } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
    return Object.keys(dependencies ?? {}).filter((name) => !name.startsWith('@types/'))
  } catch {
    return []
  }
}

function folders(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => entry.name)
  } catch {
    return []
  }
}

/** What `./…` can name beside the notebook. */
export function localFiles(folder: string, below: string): { name: string; isFolder: boolean }[] {
  try {
    return readdirSync(path.join(folder, below), { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .filter((entry) => entry.isDirectory() || /\.([cm]?[jt]s|json|node|wasm)$/.test(entry.name))
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
  } catch {
    return []
  }
}
