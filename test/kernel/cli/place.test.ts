import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { userKernels } from '../../../kernel/cli/kernelspec.ts'
import { kernelsFolder } from '../../../kernel/cli/place.ts'

test('--user and --prefix name the folder', () => {
  expect(kernelsFolder('install', ['--user'])).toBe(userKernels())
  expect(kernelsFolder('install', ['--prefix', tmpdir()])).toBe(`${tmpdir()}/share/jupyter/kernels`)
})

test('neither or both: nothing is written outside the project unless asked', () => {
  expect(() => kernelsFolder('install', [])).toThrow(/Expected one of `--user` and `--prefix FOLDER`, found neither/)
  expect(() => kernelsFolder('install', ['--user', '--prefix', '/'])).toThrow(/found both/)
})

test('a prefix must be a folder', () => {
  expect(() => kernelsFolder('install', ['--prefix', '/no/such'])).toThrow(/\/no\/such is none/)
})
