/** What the session imports of a package: its namespace, or its default export, which no alias can reach from there. */
import type { TypedImport } from './declared.ts'

export type PackageKey = `namespace ${string}` | `default ${string}`

export const packageKey = (specifier: string, isDefault: boolean): PackageKey =>
  isDefault ? `default ${specifier}` : `namespace ${specifier}`

export function splitKey(key: PackageKey): { specifier: string; isDefault: boolean } {
  const space = key.indexOf(' ')
  return { specifier: key.slice(space + 1), isDefault: key.startsWith('default ') }
}

/** What a cell's imports need; `import 'side-effect'` too, so that a missing module is noticed. */
export function packageKeys(imports: readonly TypedImport[]): Set<PackageKey> {
  const keys = new Set<PackageKey>()
  for (const { specifier, names } of imports) {
    if (names.length === 0) keys.add(packageKey(specifier, false))
    for (const { name } of names) keys.add(packageKey(specifier, name === 'default'))
  }
  return keys
}
