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

/** Megabytes of TensorFlow's read-only pages that are resident in a Node that runs `load` or begins with `preload`. */
function residentAfter({ load = '', preload = '' }): number {
  const script = `
    ${load}
    const { readFileSync } = require('node:fs')
    let kilobytes = 0
    for (const part of readFileSync('/proc/self/smaps', 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m))
      if (/^\\S+ r-.p .*libtensorflow/.test(part)) kilobytes += Number(/^Rss: +(\\d+)/m.exec(part)[1])
    process.stdout.write(String(kilobytes / 1024))`
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', LD_PRELOAD: preload }
  return Number(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8', stdio: 'pipe' }))
}

test.runIf(process.platform === 'linux')('what only loading needs of TensorFlow is given back', () => {
  const { tfjsNode } = layout()
  const all = residentAfter({ preload: join(tfjsNode, 'deps/lib/libtensorflow.so') })
  expect(all).toBeGreaterThan(50)
  // 33 to 76 of 256 MB come back at once: in what units the page cache holds the file depends on how it was written.
  const load = `process.dlopen({ exports: {} }, ${JSON.stringify(addonPath(layout()))})`
  expect(residentAfter({ load })).toBeLessThan(all / 2)
})

test('a clone without it says why', async () => {
  const here = layout(temporaryFolder())
  expect(addonPath(here)).toBe(join(here.root, 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'))
  expect(await tryAddon(here)).toEqual({ error: expect.stringContaining("Cannot find module '@tensorflow/tfjs-node'") })
})
