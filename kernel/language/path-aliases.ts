/** `paths` of a tsconfig.json: where a specifier that is neither relative nor a package's name leads. */
import path from 'node:path'

export interface Aliases {
  /** As in tsconfig.json: at most one `*` in a pattern, and its text in each target. */
  paths: Record<string, readonly string[]>
  /** Absolute: the folder that targets start from. */
  base: string
}

/** Absolute paths to try for a specifier, in order; none where no pattern fits. */
export function aliasTargets({ paths, base }: Aliases, specifier: string): string[] {
  const [pattern] = Object.keys(paths)
    .filter((key) => fits(key, specifier))
    // The exact one, else the one with the longest text before its star.
    // https://www.typescriptlang.org/docs/handbook/modules/reference.html#paths
    .sort((a, b) => prefix(b).length - prefix(a).length || Number(a.includes('*')) - Number(b.includes('*')))
  if (pattern === undefined) return []
  const [before, after] = pattern.split('*')
  const star = after === undefined ? '' : specifier.slice(before!.length, specifier.length - after.length)
  return paths[pattern]!.map((target) =>
    path.resolve(
      base,
      target.replace('*', () => star),
    ),
  )
}

const prefix = (pattern: string) => pattern.split('*')[0]!

function fits(pattern: string, specifier: string): boolean {
  const [before, after] = pattern.split('*') as [string, string?]
  if (after === undefined) return pattern === specifier
  return specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after)
}
