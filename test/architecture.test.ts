/** The shape of the code: data flows one way, one concept a file, a test beside each. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

interface Import {
  from: string
  /** Path from the root where relative, else the package. */
  to: string
  typeOnly: boolean
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .sort()
}

const text = new Map(
  [...sources('src'), ...sources('kernel')].map((file) => [file, readFileSync(join(root, file), 'utf8')]),
)
const files = [...text.keys()]

/** Comments and template texts may hold what looks like an import: only statements at a line's start count. */
const statement = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const dynamic = /(?<![\w.'"`*]\s?)(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g

function importsOf(file: string): Import[] {
  const target = (name: string) =>
    name.startsWith('.')
      ? relative(root, resolve(root, dirname(file), name))
          .split(sep)
          .join('/')
      : name
  const code = text
    .get(file)!
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
  return [
    ...[...code.matchAll(statement)].map(([, type, name]) => ({
      from: file,
      to: target(name!),
      typeOnly: Boolean(type),
    })),
    ...[...code.matchAll(dynamic)].map(([match, name], index, all) => ({
      from: file,
      to: target(name!),
      // `import('…').Name` in a type is erased; a call is awaited, returned or handed on
      typeOnly:
        code.slice((all[index]!.index ?? 0) + match.length).startsWith('.') &&
        !/await\s*$/.test(code.slice(0, all[index]!.index)),
    })),
  ]
}

const imports = files.flatMap(importsOf)
const runtime = imports.filter((one) => !one.typeOnly)
const shown = ({ from, to }: Import) => `${from} imports ${to}`

/** The first folder or file below `src` or `kernel`: "descent", "tf". */
const part = (file: string) => file.split('/')[1]!.replace(/\.ts$/, '')

/** The place of each part in the flow; a runtime import goes to a lower or the same place, never to a higher one. */
const flow: Record<string, number> = Object.fromEntries(
  [
    [
      'tf',
      'after-stop',
      'engine-repair',
      'wasm-kernels',
      'random',
      'errors',
      'display',
      'picture',
      'view',
      'check',
      'network-step',
      'saved-model',
    ],
    ['data'],
    ['models'],
    ['descent'],
    ['train'],
    ['plot'],
    ['widgets'],
    ['index'],
  ].flatMap((group, place) => group.map((name) => [name, place] as const)),
)

test('src flows one way: tf, random, errors, display, view → data → models → descent → train → plot → widgets', () => {
  const parts = new Set(files.filter((file) => file.startsWith('src/')).map(part))
  expect([...parts].filter((name) => !(name in flow))).toEqual([])
  const backward = runtime.filter(
    ({ from, to }) => from.startsWith('src/') && to.startsWith('src/') && flow[part(to)]! > flow[part(from)]!,
  )
  expect(backward.map(shown)).toEqual([])
})

/** What each part of the kernel may import at run time, itself aside. */
const allowed: Record<string, string[]> = {
  wire: [],
  protocol: ['wire', 'session/contract.ts'],
  language: ['wire', 'session/contract.ts'],
  runtime: ['wire', 'session/contract.ts', 'session/pipe-frames.ts'],
  session: ['wire', 'protocol', 'language', 'runtime'],
  export: ['language'],
  cli: ['session/start.ts', 'export/cli.ts'],
  main: ['cli'],
}

test('the kernel flows one way: wire → protocol → session → (language | runtime)', () => {
  const wrong = runtime.filter(({ from, to }) => {
    if (!from.startsWith('kernel/') || !to.startsWith('kernel/') || part(from) === part(to)) return false
    const place = to.slice('kernel/'.length)
    return !(allowed[part(from)] ?? []).some((one) => place === one || place.startsWith(`${one}/`))
  })
  expect(wrong.map(shown)).toEqual([])
})

test('src and kernel never import each other', () => {
  const crossing = imports.filter(
    ({ from, to }) => /^(src|kernel)\//.test(to) && to.split('/')[0] !== from.split('/')[0],
  )
  expect(crossing.map(shown)).toEqual([])
})

test('no file imports itself, directly or through others', () => {
  const next = new Map<string, string[]>()
  for (const { from, to } of runtime) if (text.has(to)) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      return
    }
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(cycles).toEqual([])
})

/** Who may know a large library: a pattern of packages, and of the files that may import them. */
const knows: [packages: RegExp, where: RegExp][] = [
  [/^(tslab|@tslab\/.*)$/, /^kernel\/language\/tslab\.ts$/],
  [/^@tensorflow\//, /^src\/tf\.ts$/],
  [/^plotly\.js/, /^src\/plot\//],
  [/^danfojs/, /^src\/data\//],
]

test.each(knows)('%s is known in one place only', (packages, where) => {
  const wrong = imports.filter(({ from, to, typeOnly }) => !typeOnly && packages.test(to) && !where.test(from))
  expect(wrong.map(shown)).toEqual([])
})

test('index.ts files only export', () => {
  const indexes = files.filter((file) => file.endsWith('/index.ts'))
  const more = indexes.filter((file) => {
    const code = text
      .get(file)!
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\/\/.*$/gm, '')
    return (
      code
        .replace(/(export|import)\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'[^']+'/g, '')
        .replace(/export\s+(type\s+)?\{[^}]*\}/g, '')
        .replace(/^import '[^']+'$/gm, '')
        .trim() !== ''
    )
  })
  expect(more).toEqual([])
})

test('no file has more than 300 lines', () => {
  const long = files
    .map((file) => [file, text.get(file)!.split('\n').length - 1] as const)
    .filter(([, lines]) => lines > 300)
  expect(long).toEqual([])
})

test('a tag ends what is said before it: a default in the middle of a text is written in brackets', () => {
  // `@param options a @default 1; b` would be shown as a default “1; b”, and b not at all among the options.
  const torn = files.flatMap((file) =>
    [...text.get(file)!.matchAll(/^ *\* .*\S.*@default [^\n]*;.*$/gm)].map(([line]) => `${file}: ${line.trim()}`),
  )
  expect(torn).toEqual([])
})

test('file names are kebab-case', () => {
  expect(files.filter((file) => !/^[a-z0-9./-]+$/.test(file))).toEqual([])
})

/** Types only: nothing is left of it at run time, so there is nothing to test. */
function isTypesOnly(file: string): boolean {
  const code = text.get(file)!.replace(/\/\*[\s\S]*?\*\//g, '')
  return (
    !/^\s*(export\s+)?(default\s+)?(async\s+)?(const|let|var|function|class)\b/m.test(code) &&
    !/^export .* from/m.test(code)
  )
}

/** Entry points: the processes that others start; the tests of the parts and of the whole run them. */
const entries = /^kernel\/(main|language\/worker)\.ts$/

test('each source file has its test of the same name', () => {
  const missing = files
    .filter(
      (file) => file.endsWith('.ts') && !file.endsWith('/index.ts') && !file.endsWith('.d.ts') && !entries.test(file),
    )
    .filter((file) => !isTypesOnly(file))
    .map((file) =>
      join('test', file.startsWith('src/') ? file.slice('src/'.length) : file).replace(/\.ts$/, '.test.ts'),
    )
    .filter((path) => !existsSync(join(root, path)))
  expect(missing).toEqual([])
})
