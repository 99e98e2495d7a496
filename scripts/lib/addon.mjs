/**
 * tfjs-node's native addon, compiled here against TensorFlow's own library. One call of the compiler does it: node-gyp
 * would fetch Node's headers from elsewhere, and N-API's headers are all that this addon uses (npm: node-api-headers).
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, run } from './run.mjs'

/** @typedef {import('./layout.mjs').Layout} Layout */

/** What to install where there is none. */
export const compilerRemedy =
  process.platform === 'darwin'
    ? 'Install one with `xcode-select --install`'
    : 'Install one (Debian, Ubuntu: `sudo apt install build-essential`; Fedora: `sudo dnf install gcc-c++`)'

/**
 * @param {Record<string, string | undefined>} [env] PATH, and CXX where another compiler is wanted
 * @returns {string | undefined}
 */
export function findCompiler(env = process.env) {
  const found = findProgram(env.CXX ? [env.CXX] : ['c++', 'g++', 'clang++'], env)
  if (process.platform === 'darwin' && found?.startsWith('/usr/bin/')) {
    // macOS has a stand-in there that opens a dialogue instead of compiling
    try {
      execFileSync('xcode-select', ['-p'], { stdio: 'ignore' })
    } catch {
      return undefined
    }
  }
  return found
}

/** @param {Layout} layout */
export function addonPath({ tfjsNode }) {
  return join(tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node')
}

/**
 * @param {string[]} sources
 * @param {string} output
 * @param {string} [platform]
 */
export function compileArguments(sources, output, platform = process.platform) {
  const mac = platform === 'darwin'
  return [
    ...['-O2', '-std=c++17', '-fPIC', '-w', '-fvisibility=default'],
    ...(mac ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']),
    ...['-I', 'deps/include', '-I', '../../node-api-headers/include', '-I', '..'],
    ...['-DNODE_GYP_MODULE_NAME=tfjs_binding', '-DBUILDING_NODE_EXTENSION'],
    '-DTF_LoadSessionFromSavedModel=gradlab_LoadSessionFromSavedModel', // native/session-config.cc
    '-Dnapi_define_properties=gradlab_define_properties', // native/huge-pages.cc
    ...sources,
    ...['-o', output, '-Ldeps/lib', `-Wl,-rpath,${mac ? '@loader_path' : '$ORIGIN'}/../../deps/lib`],
    ...['-ltensorflow', '-ltensorflow_framework'],
  ]
}

/**
 * @param {Layout} layout with TensorFlow linked into tfjs-node's `deps`
 * @param {string} compiler
 * @returns {Promise<string | undefined>} why it failed, or nothing
 */
export async function compileAddon(layout, compiler) {
  const addon = addonPath(layout)
  mkdirSync(join(addon, '..'), { recursive: true })
  const sources = readdirSync(join(layout.tfjsNode, 'binding'))
    .filter((name) => name.endsWith('.cc'))
    .map((name) => `binding/${name}`)
  const own = join(layout.root, 'scripts', 'native')
  sources.push(...readdirSync(own).map((name) => join(own, name)))
  const log = join(layout.logs, 'addon.log')
  const result = await run(compiler, compileArguments(sources, `${addon}.part`), { cwd: layout.tfjsNode, log })
  if (result.code !== 0) {
    rmSync(`${addon}.part`, { force: true })
    return `${compiler} could not build tfjs-node's addon (see ${log})`
  }
  renameSync(`${addon}.part`, addon)
  return undefined
}

const question = `
const util = require('node:util')
util.isNullOrUndefined ??= (value) => value == null
util.isArray ??= Array.isArray
const tf = require('@tensorflow/tfjs-node')
process.stdout.write(tf.version_core + ' ' + tf.backend().binding.TF_Version)`

/**
 * Loads the addon in a Node of its own, as a crash or a missing symbol shows only there.
 * @param {Layout} layout
 * @returns {Promise<{ version?: string, error?: string }>} TensorFlow's version, or why it does not load
 */
export async function tryAddon({ root, logs }) {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }
  const { code, output, stdout } = await run(process.execPath, ['-e', question], {
    cwd: root,
    env,
    log: join(logs, 'load.log'),
  })
  const version = /^\S+ (\d+\.\d+\.\d+)$/.exec(stdout.trim())?.[1]
  if (code === 0 && version) return { version }
  const line = output.split('\n').find((text) => /Error|error|GLIBC|symbol/.test(text))
  return { error: line?.trim() ?? `Node ended with ${code}` }
}
