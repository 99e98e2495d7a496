import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { declarations } from '../../../../kernel/language/check/declared.ts'
import { globals } from '../../../../kernel/language/check/globals.ts'
import { NativeChecker } from '../../../../kernel/language/check/native.ts'
import { parse } from '../../../../kernel/language/emit.ts'
import { type TS, ts } from '../../../../kernel/language/tslab.ts'
import { type GlobalServices, installGlobals } from '../../../../kernel/runtime/globals.ts'
import { home } from './fixture.ts'

const source = parse(globals)

test('they are TypeScript without errors', () => {
  const native = new NativeChecker({ folder: tmpdir(), home, strict: true })
  try {
    expect(native.check('__globals__.d.ts', globals).map(({ text }) => text)).toEqual([])
  } finally {
    native.close()
  }
})

test('they are what the runtime installs, no more and no less', () => {
  const before = new Set(Object.getOwnPropertyNames(globalThis))
  installGlobals({ latest: () => undefined, variables: {} } as unknown as GlobalServices)
  const installed = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name))
  const values = [...declarations(source).values()].filter(({ value }) => value).map(({ name }) => name)
  expect(values.sort()).toEqual(installed.sort())
  const jupyter = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => name.getText(source) === 'jupyter')!
  const members = (jupyter.type as TS.TypeLiteralNode).members.map((member) => member.name!.getText(source))
  expect(members.sort()).toEqual(Object.keys((globalThis as unknown as { jupyter: object }).jupyter).sort())
})

test('each has documentation, for hover', () => {
  const bare = source.statements.filter((statement) => !(statement as { jsDoc?: unknown[] }).jsDoc?.length)
  expect(bare.map((statement) => statement.getText(source).slice(0, 40))).toEqual([])
})
