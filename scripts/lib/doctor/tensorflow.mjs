/** Which TensorFlow computes, with how many threads, and what it makes of this processor. */
import { existsSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { addonPath, compilerRemedy, findCompiler } from '../addon.mjs'
import { run } from '../run.mjs'
import { wheelFor } from '../wheel.mjs'

/** Asks in a Node of its own: it may crash, and TensorFlow tells of the processor only at its first computation. */
const question = `
const util = require('node:util')
util.isNullOrUndefined ??= (value) => value == null
util.isArray ??= Array.isArray
const tf = require('@tensorflow/tfjs-node')
const a = tf.randomUniform([512, 512])
const product = () => {
  const c = tf.matMul(a, a)
  c.dataSync() // not in a tidy: that would walk through all 262,144 numbers of what it returns
  c.dispose()
}
product()
const start = performance.now()
for (let i = 0; i < 10; i++) product()
const gflops = (10 * 2 * 512 ** 3) / (performance.now() - start) / 1e6
process.stdout.write(JSON.stringify({ version: tf.backend().binding.TF_Version, backend: tf.getBackend(), gflops }))`

/**
 * What TensorFlow's start-up notes say about instruction sets.
 * @param {string} notes
 */
export function instructionSets(notes) {
  const line = /following instructions: ([A-Z0-9_ .]+),? in other operations/.exec(notes)?.[1]
  return line ? line.trim().split(/\s+/) : []
}

/** Why it does not load, as far as the files tell. @param {import('../layout.mjs').Layout} layout */
function reason(layout) {
  const wheel = wheelFor()
  if (!wheel) return { found: `TensorFlow is not made for ${process.platform} on ${process.arch}`, remedy: undefined }
  const library = join(layout.tfjsNode, 'deps', 'lib', wheel.libraries[0])
  if (!existsSync(addonPath(layout)) && !findCompiler()) {
    return {
      found: 'not connected, as there is no C++ compiler',
      remedy: `${compilerRemedy}, then run \`npm run setup\`.`,
    }
  }
  if (!existsSync(library)) return { found: `${library} is missing`, remedy: 'Run `npm run setup`.' }
  if (statSync(library).size < 1e8) return { found: `${library} is damaged`, remedy: 'Run `npm run setup`.' }
  if (!existsSync(addonPath(layout)))
    return { found: `${addonPath(layout)} is missing`, remedy: 'Run `npm run setup`.' }
  return undefined
}

/** @type {import('../doctor.mjs').Check} */
export const tensorflow = {
  name: 'TensorFlow',
  async look(layout) {
    const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '0' }
    const { code, output, stdout } = await run(process.execPath, ['-e', question], { cwd: layout.root, env })
    if (code !== 0) {
      const line = output.split('\n').find((text) => /Error: |error while/.test(text))
      const known = reason(layout) ?? {
        found: line?.replace(/^.*?Error: /, '') ?? `Node ended with ${code}`,
        remedy: `Delete ${join(layout.stamps, 'tensorflow.json')} and run \`npm run setup\`.`,
      }
      return {
        state: wheelFor() ? 'broken' : 'warning',
        found: `WebAssembly computes instead, 3 to 10 times slower: ${known.found}`,
        remedy: known.remedy,
      }
    }
    const { version, backend, gflops } = JSON.parse(stdout.slice(stdout.lastIndexOf('{')))
    const sets = instructionSets(output)
    const threads = Number(process.env.TF_NUM_INTRAOP_THREADS) || availableParallelism()
    const uses = sets.length > 0 ? `, uses ${sets.join(' ')}` : ''
    const found = `${version}, backend ${backend}, ${threads} thread${threads === 1 ? '' : 's'}${uses}, ${Math.round(gflops)} GFLOPS`
    return { state: 'ok', found }
  },
}
