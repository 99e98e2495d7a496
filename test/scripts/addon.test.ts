import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addonPath, compileArguments, findCompiler, tryAddon } from '../../scripts/lib/addon.mjs'
import { layout } from '../../scripts/lib/layout.mjs'
import { temporaryFolder } from './folder.ts'

test('no compiler on PATH is undefined, not a crash', () => {
  expect(findCompiler({ PATH: temporaryFolder() })).toBeUndefined()
})

test('libraries are found beside the addon, wherever the clone lies', () => {
  expect(compileArguments(['a.cc'], 'out', 'linux')).toContain('-Wl,-rpath,$ORIGIN/../../deps/lib')
  const mac = compileArguments(['a.cc'], 'out', 'darwin')
  expect(mac).toContain('-Wl,-rpath,@loader_path/../../deps/lib')
  expect(mac.join(' ')).toContain('-bundle -undefined dynamic_lookup')
})

test('the addon of this clone loads TensorFlow', async () => {
  expect(await tryAddon({ ...layout(), logs: temporaryFolder() })).toEqual({ version: '2.21.0' })
})

test('a clone without it says why', async () => {
  const here = layout(temporaryFolder())
  expect(addonPath(here)).toBe(join(here.root, 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'))
  expect(await tryAddon(here)).toEqual({ error: expect.stringContaining("Cannot find module '@tensorflow/tfjs-node'") })
})
