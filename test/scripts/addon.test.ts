import { execFileSync } from 'node:child_process'
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

const resident = `
const { readFileSync } = require('node:fs')
const util = require('node:util')
util.isNullOrUndefined ??= (value) => value == null
util.isArray ??= Array.isArray
const tf = require('@tensorflow/tfjs-node')
let kilobytes = 0
for (const part of readFileSync('/proc/self/smaps', 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m))
  if (/^\\S+ r-.p .*libtensorflow/.test(part)) kilobytes += Number(/^Rss: +(\\d+)/m.exec(part)[1])
tf.zeros([2, 2]).add(1).dataSync()
process.stdout.write(String(kilobytes))`

test.runIf(process.platform === 'linux')('what only loading needs of TensorFlow is given back', () => {
  const { root } = layout()
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }
  const shown = execFileSync(process.execPath, ['-e', resident], { cwd: root, env, encoding: 'utf8' })
  // 250 MB without; constants that are relocated (7 MB) stay.
  expect(Number(shown) / 1024).toBeLessThan(60)
})

test('a clone without it says why', async () => {
  const here = layout(temporaryFolder())
  expect(addonPath(here)).toBe(join(here.root, 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'))
  expect(await tryAddon(here)).toEqual({ error: expect.stringContaining("Cannot find module '@tensorflow/tfjs-node'") })
})
