import { expect, test } from 'vitest'
import { downloadArguments, requirement, wheelFor } from '../../scripts/lib/wheel.mjs'

test.each([
  ['linux', 'x64', 'tensorflow-cpu', 'libtensorflow_cc.so.2'],
  ['linux', 'arm64', 'tensorflow', 'libtensorflow_cc.so.2'],
  ['darwin', 'arm64', 'tensorflow', 'libtensorflow_cc.2.dylib'],
])('%s on %s: %s', (platform, arch, name, library) => {
  const wheel = wheelFor(platform, arch)
  expect([wheel?.package, wheel?.libraries[0]]).toEqual([name, library])
  expect(wheel?.sha256).toMatch(/^[0-9a-f]{64}$/)
})

test('TensorFlow 2.21 is not made for Intel Macs', () => expect(wheelFor('darwin', 'x64')).toBeUndefined())

test('pip fetches this wheel and no other, whatever Python it runs on', () => {
  const wheel = wheelFor('linux', 'x64')!
  const args = downloadArguments(wheel, { into: '/part', requirements: '/part/r.txt' }).join(' ')
  expect(args).toContain('--no-deps --only-binary=:all: --python-version 3.11 --implementation cp --abi cp311')
  expect(args).toContain('--platform manylinux_2_27_x86_64 --require-hashes -r /part/r.txt -d /part')
  expect(requirement(wheel)).toBe(`tensorflow-cpu==2.21.0 --hash=sha256:${wheel.sha256}\n`)
})
