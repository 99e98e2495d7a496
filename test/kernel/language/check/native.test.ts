import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { NativeChecker } from '../../../../kernel/language/check/native.ts'
import { home } from './fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'gradlab-native-'))
const open: NativeChecker[] = []
afterAll(() => {
  for (const native of open) native.close()
  rmSync(folder, { recursive: true })
})

function start(started?: (pid: number | undefined) => void): NativeChecker {
  const native = new NativeChecker({ folder: `${folder}/`, home, strict: false }, started)
  open.push(native)
  return native
}

const current = '__current__.ts'
const messages = (native: NativeChecker, text: string) => native.check(current, text).map(({ text }) => text)

test('checks texts that are in no file, beside files that are, and sees when these change', () => {
  writeFileSync(path.join(folder, 'lib.ts'), 'export const a: number = 1')
  let pid: number | undefined
  const native = start((found) => {
    pid = found
  })
  expect(process.kill(pid as number, 0)).toBe(true)
  expect(native.path('x.ts')).toBe(`${folder}/x.ts`)
  expect(native.legacyDecorators).toBe(true)

  const text = "import { a } from './lib'\nconst s: string = a"
  expect(messages(native, text)).toEqual(["Type 'number' is not assignable to type 'string'."])
  writeFileSync(path.join(folder, 'lib.ts'), "export const a = ''")
  utimesSync(path.join(folder, 'lib.ts'), 1, 1)
  native.refresh()
  expect(messages(native, text)).toEqual([])

  // A module that is in no file, and then has another text.
  native.set('cell.ts', 'export const b = 1')
  expect(messages(native, "import { b } from './cell'; b.length")).toHaveLength(1)
  native.set('cell.ts', "export const b = ''")
  expect(messages(native, "import { b } from './cell'; b.length")).toEqual([])

  // What is wrong with the syntax comes first; the kernel's globals and Node's are there, the browser's are not.
  expect(messages(native, 'const x = ; y')).toEqual(['Expression expected.', "Cannot find name 'y'."])
  expect(messages(native, "display(Buffer.from('a')); process.cwd()")).toEqual([])
  expect(messages(native, 'document')).toHaveLength(1)
})

test('files that cells import are checked, others are not', () => {
  const native = start()
  writeFileSync(path.join(folder, 'wrong.ts'), 'export const a: number = ""')
  writeFileSync(path.join(folder, 'unseen.ts'), 'export const a: number = ""')
  native.check('__current__.ts', "import { a } from './wrong'; a")
  expect(native.checkFile(path.join(folder, 'wrong.ts')).map(({ code }) => code)).toEqual([2322])
  expect(native.checkFile(path.join(folder, 'unseen.ts'))).toEqual([])
  native.close()
})

test('a tsconfig.json beside the notebook is heard', () => {
  const file = path.join(folder, 'tsconfig.json')
  writeFileSync(
    file,
    '{ "compilerOptions": { "experimentalDecorators": false, "noImplicitReturns": true, "paths": { "@lib/*": ["./lib/*"] } } }',
  )
  const native = start()
  expect(native.legacyDecorators).toBe(false)
  expect(native.aliases).toEqual({ paths: { '@lib/*': ['./lib/*'] }, base: folder })
  expect(messages(native, 'function f(x: number) { if (x) return 1 }')).toEqual(['Not all code paths return a value.'])
})
